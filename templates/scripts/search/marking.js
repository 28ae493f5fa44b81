// A shown text in pieces, of which some are words that were searched for. Touches nothing on the page.
//
// `tokens` cuts a text into words; `isFound` tells whether one was searched for. Soft hyphens count as nothing, and stay.
const searchMarking = (text, tokens, isFound) => {
  const places = [];
  for (let place = 0; place < text.length; place += 1) if (text[place] !== "\u00ad") places.push(place);
  places.push(text.length);
  const pieces = [];
  let last = 0;
  for (const { word, start, end } of tokens(text.replaceAll("\u00ad", ""))) {
    if (!isFound(word)) continue;
    if (places[start] > last) pieces.push({ text: text.slice(last, places[start]), isFound: false });
    last = places[end - 1] + 1;
    pieces.push({ text: text.slice(places[start], last), isFound: true });
  }
  if (last < text.length) pieces.push({ text: text.slice(last), isFound: false });
  return pieces;
};

if (typeof module !== "undefined") {
  module.exports = searchMarking;
}
