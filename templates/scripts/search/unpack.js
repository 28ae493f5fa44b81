// The parts of the index as zoomibank/exports/search_parts.py writes them, read. What is damaged throws.
const searchParts = {
  characters: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_",
  heaviest: 15,

  // Sorted words, each written as how many letters it shares with the one before, and the rest.
  words: (text) => {
    if (text === "") return [];
    let before = "";
    return text.split("\n").map((line) => {
      before = before.slice(0, Number.parseInt(line[0], 36)) + line.slice(1);
      return before;
    });
  },

  // Entries and weights of a term, in two arrays.
  postings: (text) => {
    const docs = [];
    const weights = [];
    let doc = 0;
    let value = 0;
    let scale = 1;
    for (let place = 0; place < text.length; place += 1) {
      const digit = searchParts.codes.get(text[place]);
      if (digit >= 32) {
        value += (digit - 32) * scale;
        scale *= 32;
      } else {
        value += digit * scale;
        doc += Math.floor(value / searchParts.heaviest);
        docs.push(doc);
        weights.push((value % searchParts.heaviest) + 1);
        value = 0;
        scale = 1;
      }
    }
    return { docs, weights };
  },

  // A range of terms: the terms in order, for each the stems of its forms, and what leads from a stem to terms.
  range: (part) => {
    const terms = searchParts.words(part.t);
    const kinds = part.k.map((endings) => (endings ? endings.split(" ").map(searchParts.ending) : []));
    const numbers = part.e === "" ? [] : part.e.split(" ");
    if (numbers.length !== terms.length) throw new Error("damaged: endings");
    const stems = new Map();
    const places = new Map();
    const add = (stem, term) => {
      const known = stems.get(stem);
      if (known === undefined) stems.set(stem, [term]);
      else if (!known.includes(term)) known.push(term);
    };
    terms.forEach((term, place) => {
      places.set(term, place);
      add(searchStemming.stem(term), term);
      for (const [cut, added] of kinds[Number.parseInt(numbers[place], 36)]) {
        add(term.slice(0, term.length - cut) + added, term);
      }
    });
    for (const [stem, others] of Object.entries(part.f ?? {})) {
      for (const term of others.split(" ")) add(stem, term);
    }
    const packed = part.p === undefined ? undefined : part.p.split(" ");
    if (packed && terms.length > 0 && packed.length !== terms.length) throw new Error("damaged: postings");
    const related = new Map(Object.entries(part.r ?? {}).map(([place, words]) => [Number(place), words.split(" ")]));
    return { terms, places, stems, packed, related, postings: new Map() };
  },

  ending: (change) => [Number.parseInt(change[0], 36), change.slice(1)],

  // A facet: its keys with their names, and those of each entry as numbers, one entry after the other.
  column: (part, count) => {
    const keys = part.keys === "" ? [] : part.keys.split(" ");
    const names = part.names ? part.names.split("\n") : keys;
    const rows = part.rows.split(",");
    if (count > 0 && rows.length !== count) throw new Error("damaged: column");
    const offsets = new Uint32Array(count + 1);
    const values = [];
    for (let doc = 0; doc < count; doc += 1) {
      offsets[doc] = values.length;
      if (rows[doc] !== "") for (const number of rows[doc].split(" ")) values.push(Number(number));
    }
    offsets[count] = values.length;
    if (values.some((value) => !(value < keys.length))) throw new Error("damaged: column");
    return { keys, names, offsets, values: Uint16Array.from(values) };
  },

  card: (row) => {
    const [ref, url, title, titleLang, summary, summaryLang, facts, state, checked] = row;
    return { ref, kind: ref.split("/")[0], url, title, titleLang, summary, summaryLang, facts, state, checked };
  },
};
searchParts.codes = new Map([...searchParts.characters].map((character, digit) => [character, digit]));

if (typeof module !== "undefined") {
  module.exports = { searchParts };
}
