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

  weights: { exact: 1, form: 0.95, other: 0.6, family: 0.4, prefix: 0.9, bare: 0.55, inside: 0.35, typo: 0.8, step: 0.2 },

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
      searchQuery.begunBare,
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
    if (found.way === "form") await searchQuery.addDoubled(found, access);
    await searchQuery.addFamilies(found, access);
  },

  // A long word that is only like a form of a known one may as well be a known one with a letter too few or too many.
  addDoubled: async (found, access) => {
    const { word } = found;
    if (word.length < 7) return;
    const begin = word.slice(0, 2);
    const folded = searchQuery.folded(word);
    const { terms } = await access.range(word);
    for (let place = searchQuery.lowest(terms, begin); terms[place]?.startsWith(begin); place += 1) {
      const term = terms[place];
      if (Math.abs(term.length - word.length) > 2 || searchQuery.folded(term) !== folded) continue;
      searchQuery.put(found, term, searchQuery.weights.typo);
    }
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
  begun: (found, access) => searchQuery.beginningWith(found, found.word, searchQuery.weights.prefix, access),

  // The same of a form: the word without its endings.
  begunBare: (found, access) => {
    const stem = searchStemming.stem(found.word);
    return stem.length < 5 ? undefined : searchQuery.beginningWith(found, stem, searchQuery.weights.bare, access);
  },

  beginningWith: async (found, start, weight, access) => {
    if (start.length < 3) return;
    for (const term of await searchQuery.beginning(start, access)) {
      searchQuery.put(found, term, weight * Math.sqrt(start.length / term.length));
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
    const begin = found.word.slice(0, 2);
    for (const range of await access.ranges(begin)) searchQuery.gather(found, range, 1, begin);
    await searchQuery.settle(found, access);
  },

  // Words that differ by two letters, or already by the first one.
  slippedTwice: async (found, access) => {
    if (found.word.length < 4) return;
    searchQuery.gather(found, await access.all(), found.word.length >= 7 ? 2 : 1, "");
    await searchQuery.settle(found, access);
  },

  // The slips among the words of a range that begin so.
  gather: (found, range, most, begin) => {
    const { word } = found;
    const stem = searchStemming.stem(word);
    found.slips ??= new Map();
    const keep = (term, distance) => {
      if (distance < (found.slips.get(term) ?? Infinity)) found.slips.set(term, distance);
    };
    range.masks ??= searchQuery.masks(range);
    const { terms, stems } = range.masks;
    searchQuery.compare(word, most, terms, begin, (term, distance) => keep(term, distance));
    if (stem.length < 4) return;
    searchQuery.compare(stem, stem.length >= 9 ? most : 1, stems, begin, (other, distance) => {
      for (const term of range.stems.get(other)) keep(term, distance + 0.1);
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
    const withMasks = (words) => ({
      words,
      masks: Int32Array.from(words, searchQuery.mask),
      lengths: Uint16Array.from(words, (word) => word.length),
    });
    return { terms: withMasks(range.terms), stems: withMasks([...range.stems.keys()].sort()) };
  },

  folded: (word) => word.replace(/([bcdfghjklmnpqrstvwxz])\1/g, "$1").replace(/([aeiouyäö])\1/g, "$1"),

  sorted: (word) => [...word].sort().join(""),

  // Gives `found` each of the words that begin so and is at most so far from the word, with how far. Two letters may
  // differ only in a word that begins alike.
  compare: (word, most, { words, masks, lengths }, begin, found) => {
    const own = searchQuery.mask(word);
    const { length } = word;
    const folded = searchQuery.folded(word);
    const sorted = searchQuery.sorted(word);
    const last = begin === "" ? words.length : searchQuery.lowest(words, `${begin}\uffff`);
    for (let place = searchQuery.lowest(words, begin); place < last; place += 1) {
      const away = lengths[place] - length;
      if (away > most || -away > most || lengths[place] < 4) continue;
      // How many letters only one of the two has, counted bit by bit.
      let differing = masks[place] ^ own;
      let left = 2 * most + 1;
      while (differing !== 0 && left > 0) {
        differing &= differing - 1;
        left -= 1;
      }
      if (left === 0) continue;
      const other = words[place];
      const isSameStart = other[0] === word[0];
      let distance = searchQuery.distance(word, other, isSameStart ? 2 : 1);
      if (distance > 2) continue;
      // Two letters have changed places.
      if (distance === 2 && away === 0 && searchQuery.sorted(other) === sorted) distance = 1;
      if (distance > most) continue;
      if (distance > 0 && searchQuery.folded(other) === folded) distance = 0.5;
      if (distance > 1 && length < 8 && other[1] !== word[1]) continue;
      found(other, isSameStart ? distance : distance + 0.5);
    }
  },

  // How many letters must be put in, left out, changed or exchanged with the next one; more than `most` is 99. Only the
  // cells near the diagonal can be so few, in rows that are used in turn.
  distance: (one, other, most) => {
    const { length: rows } = one;
    const { length: columns } = other;
    if (Math.abs(rows - columns) > most || columns >= searchQuery.rows[0].length) return 99;
    let [before, above, row] = searchQuery.rows;
    for (let j = 0; j <= columns; j += 1) above[j] = j;
    for (let i = 1; i <= rows; i += 1) {
      const from = Math.max(1, i - most);
      const to = Math.min(columns, i + most);
      row[from - 1] = from === 1 ? i : 99;
      let least = row[from - 1];
      const letter = one.charCodeAt(i - 1);
      for (let j = from; j <= to; j += 1) {
        const same = letter === other.charCodeAt(j - 1);
        let value = above[j - 1] + (same ? 0 : 1);
        if (row[j - 1] + 1 < value) value = row[j - 1] + 1;
        if (j < i + most && above[j] + 1 < value) value = above[j] + 1;
        const isExchanged = i > 1 && j > 1 && letter === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === other.charCodeAt(j - 1);
        if (isExchanged && before[j - 2] + 1 < value) value = before[j - 2] + 1;
        row[j] = value;
        if (value < least) least = value;
      }
      if (least > most) return 99;
      [before, above, row] = [above, row, before];
    }
    return above[columns] > most ? 99 : above[columns];
  },
  rows: [new Uint8Array(256), new Uint8Array(256), new Uint8Array(256)],

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
