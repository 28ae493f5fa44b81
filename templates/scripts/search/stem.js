// How a text is cut into words, and a word's stem: what zoomibank/bank/stemming.py says in Python. The tests hold the
// two together.
const searchStemming = {
  wordPattern: /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu,
  endings: [
    /(?:kin|kaan|kään|han|hän|pa|pä|ko|kö)$/,
    /(?:ns[aä]|mme|nne|ni|[^k]si)$/,
    /(?:i?ss[aä]|i?st[aä]|i?ll[aä]|i?lt[aä]|i?lle|i?ksi|i?tt[aä]|iden|itten|isiin|iin|ihin|seen|h[aeiouyäö]n|ien|jen|ten|j[aä]|i[aä]|i?t[aä]|i?n[aä]|ine|[nt])$/,
  ],
  lastVowels: /[aeiouyäö]+$/,
  vowel: /[aeiouyäö]/,
  shortest: 3,

  plain: (text) => text.replaceAll("\u00ad", "").normalize("NFC").toLowerCase(),

  words: (text) => searchStemming.plain(text).match(searchStemming.wordPattern) ?? [],

  stem: (word) => {
    for (const ending of searchStemming.endings) {
      const place = word.search(ending);
      if (place >= searchStemming.shortest && searchStemming.vowel.test(word.slice(0, place))) {
        word = word.slice(0, place);
      }
    }
    const bare = word.replace(searchStemming.lastVowels, "");
    return bare.length >= searchStemming.shortest ? bare : word;
  },
};

// The words of a text in small letters, and where in the text they stand. Soft hyphens are passed over.
const searchTokens = (text) => {
  const found = [];
  const pattern = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00ad]*[\p{L}\p{N}\p{M}])?(?:-[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00ad]*[\p{L}\p{N}\p{M}])?)*/gu;
  for (const match of text.matchAll(pattern)) {
    found.push({ word: searchStemming.plain(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return found;
};

if (typeof module !== "undefined") {
  module.exports = { searchStemming, searchTokens };
}
