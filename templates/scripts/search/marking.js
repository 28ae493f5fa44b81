// A shown text in pieces, of which some are words that were searched for. Touches nothing on the page.
//
// `tokens` cuts a text into words; `isFound` tells whether one was searched for.
const searchMarking = (text, tokens, isFound) => {
  const pieces = [];
  let last = 0;
  for (const { word, start, end } of tokens(text)) {
    if (!isFound(word)) continue;
    if (start > last) pieces.push({ text: text.slice(last, start), isFound: false });
    pieces.push({ text: text.slice(start, end), isFound: true });
    last = end;
  }
  if (last < text.length) pieces.push({ text: text.slice(last), isFound: false });
  return pieces;
};

if (typeof module !== "undefined") {
  module.exports = searchMarking;
}
