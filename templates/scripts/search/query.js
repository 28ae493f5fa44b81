// From a reader's words to entries. A word is looked for in the best way that finds something: as a form of a known word,
// as the beginning of one, as a compound of two, within longer words, and at last as a slip of the finger.
//
// `access` gives what the index knows; all of it may have to be loaded first, so everything waits:
//   range(word)      the range of terms in which the word would stand
//   ranges(start)    all ranges with words that begin so
//   all()            all terms with their stems
const searchQuery = {
  // Letters of a query that are read, words of it, and words that a beginning may stand for.
  longest: 200,
  most: 12,
  prefixes: 60,

  weights: { exact: 1, form: 0.95, other: 0.6, family: 0.4, prefix: 0.9, inside: 0.35, typo: 0.8, step: 0.2 },

  words: (query) => {
    const words = searchStemming.words(query.slice(0, searchQuery.longest));
    return [...new Set(words)].slice(0, searchQuery.most);
  },

  // The terms behind a word, each with a weight; `way` tells how they were found.
  terms: async (word, access, isLast) => {
    const found = { word, way: "none", weights: new Map(), and: null };
    const steps = [
      searchQuery.known,
      searchQuery.begun,
      searchQuery.slippedOnce,
      searchQuery.hyphened,
      searchQuery.composed,
      searchQuery.within,
      searchQuery.slippedTwice,
    ];
    for (const step of steps) {
      await step(found, access);
      if (found.weights.size > 0 || found.and) break;
    }
    if (isLast && (found.way === "exact" || found.way === "form")) await searchQuery.goingOn(found, access);
    return found;
  },

  put: (found, term, weight) => {
    if ((found.weights.get(term) ?? 0) < weight) found.weights.set(term, weight);
  },

  // The word as it is, its base forms, and their families.
  known: async (found, access) => {
    const stem = searchStemming.stem(found.word);
    const [own, stems] = await Promise.all([access.range(found.word), access.range(stem)]);
    const isTerm = own.places.has(found.word);
    if (isTerm) searchQuery.put(found, found.word, searchQuery.weights.exact);
    for (const term of stems.stems.get(stem) ?? []) {
      searchQuery.put(found, term, isTerm ? searchQuery.weights.other : searchQuery.weights.form);
    }
    if (found.weights.size > 0) found.way = isTerm ? "exact" : "form";
    await searchQuery.addFamilies(found, access);
  },

  addFamilies: async (found, access) => {
    for (const [term, weight] of [...found.weights]) {
      const range = await access.range(term);
      for (const other of range.related.get(range.places.get(term)) ?? []) {
        searchQuery.put(found, other, weight * searchQuery.weights.family);
      }
    }
  },

  // A word with hyphens that is not known: all of its parts.
  hyphened: async (found, access) => {
    const pieces = found.word.split("-").filter((piece) => piece.length > 2);
    if (pieces.length < 2) return;
    const parts = await Promise.all(pieces.map((piece) => searchQuery.terms(piece, access, false)));
    if (parts.every((part) => part.way !== "none")) {
      found.way = "compound";
      found.and = parts;
    }
  },

  // The beginning of longer words.
  begun: async (found, access) => {
    const { word } = found;
    if (word.length < 3) return;
    const keys = new Set([word, searchStemming.stem(word)]);
    for (const key of keys) {
      const share = key === word ? searchQuery.weights.prefix : 0.55;
      if (key !== word && (key.length < 5 || found.weights.size > 0)) continue;
      for (const term of await searchQuery.beginning(key, access)) {
        searchQuery.put(found, term, share * Math.sqrt(key.length / term.length));
      }
    }
    if (found.weights.size > 0) found.way = "prefix";
  },

  // A known word that may be the beginning of a longer one: the reader is still typing. What only looks like a form of a
  // word is more often that.
  goingOn: async (found, access) => {
    const { word, way } = found;
    if (word.length < 4) return;
    for (const term of await searchQuery.beginning(word, access)) {
      const share = word.length / term.length;
      searchQuery.put(found, term, way === "exact" ? 0.5 * share : searchQuery.weights.prefix * Math.sqrt(share));
    }
  },

  beginning: async (start, access) => {
    const terms = [];
    for (const range of await access.ranges(start)) {
      let place = searchQuery.lowest(range.terms, start);
      while (place < range.terms.length && range.terms[place].startsWith(start) && terms.length < searchQuery.prefixes) {
        terms.push(range.terms[place]);
        place += 1;
      }
    }
    return terms;
  },

  lowest: (terms, start) => {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  },

  // A compound that no entry has, of words that some entry has both of: the more even the cut, the better. One of the two
  // must stand there as it is; the other may be a form.
  composed: async (found, access) => {
    const { word } = found;
    if (word.length < 7) return;
    const all = await access.all();
    const asTerms = (part) => {
      if (all.places.has(part)) return [part];
      const forms = all.stems.get(searchStemming.stem(part)) ?? [];
      return forms.filter((term) => Math.abs(term.length - part.length) <= 3 && term.startsWith(part.slice(0, 3)));
    };
    const cuts = [];
    for (let cut = 3; cut <= word.length - 3; cut += 1) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      const terms = parts.map(asTerms);
      const whole = parts.filter((part, place) => terms[place][0] === part && part.length > 3);
      if (terms.every((each) => each.length > 0) && whole.length > 0) cuts.push({ even: Math.min(cut, word.length - cut), terms });
    }
    cuts.sort((a, b) => b.even - a.even);
    for (const { terms } of cuts) {
      const parts = await Promise.all(terms.map((each) => searchQuery.asFound(word, each, access)));
      const docs = await Promise.all(parts.map((part) => searchQuery.docs(part, access)));
      if ([...docs[0]].some((doc) => docs[1].has(doc))) {
        found.way = "compound";
        found.and = parts;
        return;
      }
    }
  },

  asFound: async (word, terms, access) => {
    const part = { word, way: "form", weights: new Map(terms.map((term) => [term, 0.9])), and: null };
    await searchQuery.addFamilies(part, access);
    return part;
  },

  docs: async (found, access) => {
    const all = await Promise.all([...found.weights.keys()].map((term) => access.postings(term)));
    return new Set(all.flatMap(({ docs }) => docs));
  },

  // A part of longer words.
  within: async (found, access) => {
    const stem = searchStemming.stem(found.word);
    if (stem.length < 5) return;
    const all = await access.all();
    for (const term of all.terms) {
      if (term.length > stem.length && term.includes(stem)) {
        searchQuery.put(found, term, searchQuery.weights.inside * Math.sqrt(stem.length / term.length));
      }
    }
    if (found.weights.size > 0) found.way = "inside";
  },

  // Words that differ by a letter, or by how often letters are doubled.
  slippedOnce: async (found, access) => {
    if (found.word.length < 4) return;
    for (const range of await access.ranges(found.word.slice(0, 2))) searchQuery.gather(found, range, 1);
    await searchQuery.settle(found, access);
  },

  // Words that differ by two letters, or already by the first one.
  slippedTwice: async (found, access) => {
    if (found.word.length < 4) return;
    searchQuery.gather(found, await access.all(), found.word.length >= 7 ? 2 : 1);
    await searchQuery.settle(found, access);
  },

  gather: (found, range, most) => {
    const { word } = found;
    const stem = searchStemming.stem(word);
    found.slips ??= new Map();
    const keep = (term, distance) => {
      if (distance < (found.slips.get(term) ?? Infinity)) found.slips.set(term, distance);
    };
    range.masks ??= searchQuery.masks(range);
    const { terms, stemList, stems } = range.masks;
    searchQuery.compare(word, most, range.terms, terms, (place, distance) => keep(range.terms[place], distance));
    if (stem.length < 4) return;
    searchQuery.compare(stem, stem.length >= 9 ? most : 1, stemList, stems, (place, distance) => {
      for (const term of range.stems.get(stemList[place])) keep(term, distance + 0.1);
    });
  },

  settle: async (found, access) => {
    const slips = [...(found.slips ?? [])];
    if (slips.length === 0) return;
    const least = Math.min(...slips.map(([, distance]) => distance));
    for (const [term, distance] of slips) {
      if (distance <= least + 0.7) searchQuery.put(found, term, searchQuery.weights.typo - searchQuery.weights.step * distance);
    }
    const away = ([term, distance]) => distance + 0.01 * Math.abs(term.length - found.word.length);
    found.meant = slips.sort((a, b) => away(a) - away(b)).map(([term]) => term);
    found.way = "typo";
    await searchQuery.addFamilies(found, access);
  },

  // Which letters a word has, as bits: words that differ in many letters need not be compared.
  mask: (word) => {
    let mask = 0;
    for (let place = 0; place < word.length; place += 1) mask |= 1 << (word.charCodeAt(place) % 31);
    return mask;
  },

  masks: (range) => {
    const stemList = [...range.stems.keys()];
    return {
      terms: Int32Array.from(range.terms, searchQuery.mask),
      stemList,
      stems: Int32Array.from(stemList, searchQuery.mask),
    };
  },

  bits: (mask) => {
    mask -= (mask >>> 1) & 0x55555555;
    mask = (mask & 0x33333333) + ((mask >>> 2) & 0x33333333);
    return (((mask + (mask >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  },

  folded: (word) => word.replace(/([bcdfghjklmnpqrstvwxz])\1/g, "$1").replace(/([aeiouyäö])\1/g, "$1"),

  sorted: (word) => [...word].sort().join(""),

  compare: (word, most, words, masks, found) => {
    const own = searchQuery.mask(word);
    const folded = searchQuery.folded(word);
    const sorted = searchQuery.sorted(word);
    for (let place = 0; place < words.length; place += 1) {
      const other = words[place];
      if (other.length < 4 || Math.abs(other.length - word.length) > Math.max(most, 1)) continue;
      if (searchQuery.bits(masks[place] ^ own) > 2 * most) continue;
      const isSameStart = other[0] === word[0];
      let distance = searchQuery.distance(word, other, Math.max(most, isSameStart ? 2 : 1));
      // Two letters have changed places.
      if (distance === 2 && searchQuery.sorted(other) === sorted) distance = 1;
      if (distance > most) continue;
      if (distance > 0 && searchQuery.folded(other) === folded) distance = 0.5;
      if (distance > 1 && !(isSameStart && (word.length >= 8 || other.slice(0, 2) === word.slice(0, 2)))) continue;
      found(place, isSameStart ? distance : distance + 0.5);
    }
  },

  // How many letters must be put in, left out, changed or exchanged with the next one; more than `most` is 99.
  distance: (one, other, most) => {
    let before = null;
    let last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          value = Math.min(value, before[j - 2] + 1);
        }
        row[j] = value;
        if (value < least) least = value;
      }
      if (least > most) return 99;
      before = last;
      last = row;
    }
    return last[other.length];
  },

  // For each entry how well it answers to what was found of one word.
  scores: async (found, access, count) => {
    const scores = new Float64Array(count);
    if (found.and) {
      const all = await Promise.all(found.and.map((part) => searchQuery.scores(part, access, count)));
      for (let doc = 0; doc < count; doc += 1) {
        let sum = 0;
        let least = Infinity;
        for (const each of all) {
          sum += each[doc];
          if (each[doc] < least) least = each[doc];
        }
        scores[doc] = least > 0 ? 0.7 * sum : 0.15 * sum;
      }
      return scores;
    }
    for (const [term, weight] of found.weights) {
      const { docs, weights } = await access.postings(term);
      const rare = weight * Math.log(1 + count / (docs.length + 0.5));
      for (let place = 0; place < docs.length; place += 1) {
        const score = rare * weights[place];
        if (score > scores[docs[place]]) scores[docs[place]] = score;
      }
    }
    return scores;
  },

  // The entries that answer to the words, best first. Those that answer to all words come before those that lack some.
  ranked: (allScores, count) => {
    const used = allScores.filter((scores) => scores.some((score) => score > 0));
    const hits = [];
    for (let doc = 0; doc < count; doc += 1) {
      let sum = 0;
      let matched = 0;
      for (const scores of used) {
        if (scores[doc] > 0) {
          sum += scores[doc];
          matched += 1;
        }
      }
      if (matched > 0) hits.push([doc, sum * (matched / used.length) ** 2]);
    }
    hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const worth = hits.length > 0 ? hits[0][1] * 0.04 : 0;
    return hits.filter(([, score]) => score >= worth).map(([doc]) => doc);
  },
};

if (typeof module !== "undefined") {
  module.exports = { searchQuery };
}
