// What is searched for of what was typed: no one means more than so many letters, and half a letter means nothing.
const typedWords = (typed) => typed.slice(0, 200).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ").trim();

// The words of a text that is shown again and again while one types.
const tokensOf = (() => {
  const kept = new Map();
  return (text) => {
    if (kept.size > 1000) kept.clear();
    if (!kept.has(text)) kept.set(text, searchTokens(text));
    return kept.get(text);
  };
})();

// A text as nodes, in which the words that were searched for are marked.
const markedText = (text, marks) =>
  searchMarking(text, tokensOf, marks).map((piece) => {
    if (!piece.isFound) return document.createTextNode(piece.text);
    const mark = document.createElement("mark");
    mark.textContent = piece.text;
    return mark;
  });
