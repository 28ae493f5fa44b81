// The index, opened: parts are loaded when they are asked for, and kept.
//
// `start` is the first part; `load(name, path)` gives another one from its file below the folder of the first.
const openSearch = (start, load) => {
  if (start?.version !== 1 || !Number.isInteger(start.count)) throw new Error("damaged: start");
  const { count } = start;
  const stopWords = new Set(start.stop.split(" "));
  const firsts = start.first === "0" ? [""] : searchParts.words(start.first);
  const kept = new Map();

  const codeOf = (name) => {
    if (Object.hasOwn(start.codes, name)) return start.codes[name];
    const number = Number(name.slice(1));
    return start.codes[name[0]].slice(6 * number, 6 * number + 6);
  };

  const part = (name, read) => {
    if (!kept.has(name)) {
      const text = start.parts
        ? Promise.resolve(start.parts[name])
        : load(name, `${start.folder}/${name}.${codeOf(name)}.js`);
      kept.set(name, text.then(read));
      // What could not be had is asked for anew the next time.
      kept.get(name).catch(() => kept.delete(name));
    }
    return kept.get(name);
  };

  const range = (number) => part(`s${number}`, searchParts.range);

  const placeOf = (word) => {
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  const access = {
    range: (word) => range(placeOf(word)),
    ranges: (begin) => {
      const found = [];
      for (let place = placeOf(begin); place <= placeOf(`${begin}\uffff`); place += 1) found.push(range(place));
      return Promise.all(found);
    },
    all: () => (firsts.length === 1 ? range(0) : part("terms", searchParts.range)),
    postings: async (term) => {
      const home = await access.range(term);
      if (!home.postings.has(term)) {
        const place = home.places.get(term);
        home.postings.set(term, searchParts.postings(place === undefined ? "" : home.packed[place]));
      }
      return home.postings.get(term);
    },
  };

  const isShort = (word) => word.length < 4;

  // Whether a word of a shown text is one of those that were searched for.
  const marking = (found) => {
    const terms = new Set();
    const typed = new Set();
    const collect = (each) => {
      typed.add(each.word);
      for (const [term, weight] of each.weights) if (weight > 0.2) terms.add(term);
      each.and?.forEach(collect);
    };
    found.forEach(collect);
    const starts = [...terms].map((term) => searchStemming.stem(term)).filter((stem) => !isShort(stem));
    const known = new Set([...terms, ...typed]);
    const stems = new Set([...known].map(searchStemming.stem));
    return (word) => known.has(word) || stems.has(searchStemming.stem(word)) || starts.some((stem) => word.includes(stem));
  };

  const nearWords = async (words) => {
    const near = new Map();
    const all = await access.all();
    for (const word of words.filter((each) => !isShort(each))) {
      const pairs = new Set(searchPairs(word));
      for (let place = searchQuery.lowest(all.terms, word[0]); place < all.terms.length; place += 1) {
        const term = all.terms[place];
        if (term[0] !== word[0]) break;
        if (isShort(term) || Math.abs(term.length - word.length) > 5) continue;
        const own = searchPairs(term);
        const shared = own.filter((pair) => pairs.has(pair)).length;
        const likeness = (2 * shared) / (own.length + pairs.size);
        if (likeness > 0.45) near.set(term, Math.max(likeness, near.get(term) ?? 0));
      }
    }
    return [...near].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([term]) => term);
  };

  return {
    n: count,

    // Whether all of the index is here, so that nothing more is loaded.
    isWhole: Boolean(start.parts),

    find: async (query) => {
      const words = searchQuery.words(query).filter((word) => !stopWords.has(word));
      const found = await Promise.all(words.map((word, place) => searchQuery.terms(word, access, place === words.length - 1)));
      const scores = await Promise.all(found.map((each) => searchQuery.scores(each, access, count)));
      const hits = searchQuery.ranked(scores, count);
      const also = new Set();
      for (const each of found) {
        if (each.way === "typo") continue;
        const used = [...each.weights].filter(([, weight]) => weight >= 0.3).sort((a, b) => b[1] - a[1]);
        if (each.way === "exact" || each.way === "form") for (const [term] of used) if (!words.includes(term)) also.add(term);
        if (each.way === "compound") each.and?.forEach((part) => [...part.weights.keys()].slice(0, 1).forEach((term) => also.add(term)));
      }
      const typos = found.filter((each) => each.way === "typo");
      const meant = typos.length > 0 ? [words.map((word) => found.find((each) => each.word === word).meant?.[0] ?? word).join(" ")] : [];
      return {
        hits,
        words: found.map((each) => ({ typed: each.word, way: each.way, used: [...each.weights.keys()] })),
        also: [...also].slice(0, 5),
        meant,
        near: hits.length === 0 && words.length > 0 ? await nearWords(words) : [],
        marks: marking(found),
      };
    },

    cards: (docs) =>
      Promise.all(
        docs.map(async (doc) => {
          const rows = await part(`c${Math.floor(doc / start.cards)}`, (each) => each.cards.map(searchParts.card));
          return rows[doc % start.cards];
        }),
      ),

    columns: async (names) => {
      const read = (name) => part(name, (each) => searchParts.column(each, count));
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
    },

    // All entries, those with the latest day first; those without come last.
    order: async (name) => {
      const days = await part("days", (each) => ({
        added: each.added.split(" ").map(Number),
        reviewed: each.reviewed.split(",").map((day) => (day === "" ? -1 : Number(day))),
      }));
      const own = days[name];
      return Array.from({ length: count }, (_, doc) => doc).sort((a, b) => own[b] - own[a] || a - b);
    },
  };
};

// Neighbouring letters of a word.
const searchPairs = (word) => Array.from({ length: word.length - 1 }, (_, place) => word.slice(place, place + 2));

if (typeof module !== "undefined") {
  module.exports = { openSearch };
}
