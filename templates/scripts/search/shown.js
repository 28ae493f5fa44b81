// What is searched for of what was typed: no one means more than so many letters, and half a letter means nothing.
const typedWords = (typed) => typed.slice(0, 200).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, " ").trim();

// A text as nodes, in which the words that were searched for are marked.
const markedText = (text, marks) =>
  searchMarking(text, searchTokens, marks).map((piece) => {
    if (!piece.isFound) return document.createTextNode(piece.text);
    const mark = document.createElement("mark");
    mark.textContent = piece.text;
    return mark;
  });
