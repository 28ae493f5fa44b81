// How many documents each choice of each facet would find. Touches nothing on the page.
//
// `columns` are the facets by name, {keys, offsets, values}: the numbers of the keys of document d stand in
// values[offsets[d]…offsets[d + 1] - 1]. `n` is how many documents there are.
const searchFacets = (columns, n) => {
  const facets = Object.entries(columns).map(([name, { keys, offsets, values }]) => ({
    name,
    offsets,
    values,
    counts: new Uint32Array(keys.length),
    numbers: new Map(keys.map((key, number) => [key, number])),
  }));
  // A bit for each facet: whether a document fails its choices. The first bit is for what the words did not find.
  const OUTSIDE = 1;
  const fails = new Uint16Array(n);

  const sift = ({ numbers, offsets, values }, keys, bit) => {
    const isChosen = new Uint8Array(numbers.size);
    for (const key of keys) isChosen[numbers.get(key)] = 1;
    for (let doc = 0; doc < n; doc += 1) {
      let place = offsets[doc];
      const end = offsets[doc + 1];
      while (place < end && isChosen[values[place]] === 0) place += 1;
      if (place === end) fails[doc] |= bit;
    }
  };

  const recount = ({ counts, offsets, values }, ownBit) => {
    counts.fill(0);
    for (let doc = 0; doc < n; doc += 1) {
      if ((fails[doc] & ~ownBit) === 0) {
        for (let place = offsets[doc]; place < offsets[doc + 1]; place += 1) counts[values[place]] += 1;
      }
    }
  };

  return {
    // Whether a facet has a key.
    has: (name, key) => facets.some((facet) => facet.name === name && facet.numbers.has(key)),

    // The documents that pass, in the order of `hits` (all in theirs, if that is null), and per facet the count of each
    // key, as if nothing were chosen in that facet itself. `chosen` are keys by facet; unknown ones mean nothing. Of
    // the facets in `scope`, the choices hold for their own counts, too. The counts are good until the next run.
    run: (chosen, hits = null, scope = new Map()) => {
      fails.fill(hits === null ? 0 : OUTSIDE);
      for (const doc of hits ?? []) fails[doc] = 0;
      const bits = new Map();
      for (const facet of facets) {
        const within = (scope.get(facet.name) ?? []).filter((key) => facet.numbers.has(key));
        if (within.length > 0) sift(facet, within, OUTSIDE);
        const keys = (chosen.get(facet.name) ?? []).filter((key) => facet.numbers.has(key));
        if (keys.length > 0) {
          bits.set(facet, 2 << bits.size);
          sift(facet, keys, bits.get(facet));
        }
      }
      for (const facet of facets) recount(facet, bits.get(facet) ?? 0);
      const docs = [];
      if (hits === null) {
        for (let doc = 0; doc < n; doc += 1) if (fails[doc] === 0) docs.push(doc);
      } else {
        for (const doc of hits) if (fails[doc] === 0) docs.push(doc);
      }
      const counts = new Map(
        facets.map(({ name, numbers, counts: own }) => [name, { of: (key) => own[numbers.get(key)] ?? 0 }]),
      );
      return { docs, counts };
    },
  };
};

if (typeof module !== "undefined") {
  module.exports = searchFacets;
}
