// Which texts hold all words of a search, in any order, in any letter case and whatever their soft hyphens. Touches
// nothing on the page.
const searchMatching = {
  folded: (text) => text.replaceAll("\u00ad", "").normalize("NFC").toLowerCase(),

  words: (query) => searchMatching.folded(query).split(/\s+/).filter(Boolean),

  matches: (text, words) => {
    const folded = searchMatching.folded(text);
    return words.every((word) => folded.includes(word));
  },

  // The pattern's names in braces replaced by values, which may hold braces themselves.
  filled: (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole),
};

if (typeof module !== "undefined") {
  module.exports = searchMatching;
}
