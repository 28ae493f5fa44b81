import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

const searchFacets = createRequire(import.meta.url)("../../templates/scripts/search/facets.js");

const column = (rows) => {
  const keys = [...new Set(rows.flat())].sort();
  const offsets = new Uint32Array(rows.length + 1);
  const values = Uint16Array.from(rows.flatMap((row) => row.map((key) => keys.indexOf(key))));
  rows.forEach((row, doc) => {
    offsets[doc + 1] = offsets[doc] + row.length;
  });
  return { keys, offsets, values };
};

const COLUMNS = {
  teema: column([["a"], ["a", "b"], ["b"], [], ["c"]]),
  tila: column([["fresh"], ["due"], ["due"], ["fresh"], ["due"]]),
};
const facets = searchFacets(COLUMNS, 5);

const run = (chosen, hits = null, scope = new Map()) => {
  const { docs, counts } = facets.run(new Map(Object.entries(chosen)), hits, scope);
  const told = (name, keys) => keys.map((key) => counts.get(name).of(key));
  return { docs, teema: told("teema", ["a", "b", "c"]), tila: told("tila", ["fresh", "due"]) };
};

test("with nothing chosen all is there", () => {
  assert.deepEqual(run({}), { docs: [0, 1, 2, 3, 4], teema: [2, 2, 1], tila: [2, 3] });
});

test("or within a facet, and between facets; counts ignore their own facet's choices", () => {
  assert.deepEqual(run({ teema: ["a", "c"] }), { docs: [0, 1, 4], teema: [2, 2, 1], tila: [1, 2] });
  assert.deepEqual(run({ teema: ["a", "c"], tila: ["due"] }), { docs: [1, 4], teema: [1, 2, 1], tila: [1, 2] });
});

test("the hits of a search keep their order and bound the counts", () => {
  assert.deepEqual(run({ tila: ["due"] }, [4, 0, 2]), { docs: [4, 2], teema: [0, 1, 1], tila: [1, 2] });
  assert.deepEqual(run({}, []), { docs: [], teema: [0, 0, 0], tila: [0, 0] });
});

test("what a whole page stands under bounds all counts", () => {
  assert.deepEqual(run({ tila: ["fresh"] }, null, new Map([["teema", ["a"]]])), {
    docs: [0],
    teema: [1, 0, 0],
    tila: [1, 1],
  });
});

test("unknown facets and keys mean nothing", () => {
  for (const chosen of [{ teema: ["x"] }, { teema: ["__proto__", "constructor"] }, { x: ["a"], __proto__: ["a"] }]) {
    assert.deepEqual(run(chosen).docs, [0, 1, 2, 3, 4]);
  }
  assert.equal(facets.has("teema", "a"), true);
  assert.equal(facets.has("teema", "toString"), false);
  assert.equal(facets.run(new Map()).counts.get("teema").of("x"), 0);
});

test("eleven facets of ten thousand documents are counted right", () => {
  const n = 10_000;
  const random = (() => {
    let state = 7;
    return (below) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
  })();
  const sizes = [2, 20, 12, 4, 4, 5, 3, 60, 200, 3, 3000];
  const most = [1, 3, 3, 1, 2, 1, 1, 1, 1, 2, 6];
  const columns = Object.fromEntries(
    sizes.map((size, place) => {
      const keys = Array.from({ length: size }, (_, key) => `k${key}`);
      const offsets = new Uint32Array(n + 1);
      const values = [];
      for (let doc = 0; doc < n; doc += 1) {
        const own = new Set(Array.from({ length: 1 + random(most[place]) }, () => random(size)));
        values.push(...own);
        offsets[doc + 1] = values.length;
      }
      return [`f${place}`, { keys, offsets, values: Uint16Array.from(values) }];
    }),
  );
  const big = searchFacets(columns, n);
  const has = (doc, name, keys) => {
    const { keys: all, offsets, values } = columns[name];
    return values.subarray(offsets[doc], offsets[doc + 1]).some((number) => keys.includes(all[number]));
  };
  const chosen = new Map([["f1", ["k1", "k2"]], ["f5", ["k1", "k2"]]]);
  const { docs, counts } = big.run(chosen);
  const all = Array.from({ length: n }, (_, doc) => doc);
  assert.deepEqual(docs, all.filter((doc) => [...chosen].every(([name, keys]) => has(doc, name, keys))));
  assert.equal(counts.get("f1").of("k3"), all.filter((doc) => has(doc, "f1", ["k3"]) && has(doc, "f5", ["k1", "k2"])).length);
  assert.equal(counts.get("f2").of("k0"), docs.filter((doc) => has(doc, "f2", ["k0"])).length);
});
