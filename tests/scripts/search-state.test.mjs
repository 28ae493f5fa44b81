import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

const searchState = createRequire(import.meta.url)("../../templates/scripts/search/state.js");

const FACETS = ["teema", "kohderyhma", "tila"];
const read = (search) => {
  const { query, chosen, order } = searchState.read(search, FACETS);
  return { query, chosen: Object.fromEntries(chosen), order };
};
const again = (search) => searchState.written(searchState.read(search, FACETS));

test("an address tells words, choices and order", () => {
  assert.deepEqual(read("?q=sujuva+siirtym%C3%A4&teema=b,a&tila=due&jarjestys=uusin"), {
    query: "sujuva siirtymä",
    chosen: { teema: ["a", "b"], tila: ["due"] },
    order: "uusin",
  });
  assert.deepEqual(read(""), { query: "", chosen: {}, order: "" });
});

test("what means nothing is ignored", () => {
  for (const search of [
    "?hanke=a&vaihe=b",
    "?teema=__proto__&tila=<b>,../x,%00,Ä",
    "?teema=,,&tila=",
    "?__proto__=a&constructor=b&toString=c",
    "?jarjestys=__proto__",
    `?teema=${"a".repeat(81)}`,
    "?q=%20%20",
  ]) {
    assert.equal(again(search), "", search);
  }
  assert.equal({}.a, undefined);
});

test("one state has one address: names and values in the order of the alphabet", () => {
  assert.equal(again("?teema=c&q=a&teema=a,c&kohderyhma=x&jarjestys=nimi"), "?jarjestys=nimi&kohderyhma=x&q=a&teema=a,c");
  assert.equal(again("?kohderyhma=x&jarjestys=nimi&teema=a,c&q=a"), "?jarjestys=nimi&kohderyhma=x&q=a&teema=a,c");
});

test("words come back as they were typed", () => {
  for (const query of ["50 % & enemmän", "a=b?c#d", "<script>", "😀", "שלום", "työ+elämä"]) {
    const search = searchState.written({ query, chosen: new Map(), order: "" });
    assert.equal(searchState.read(search, FACETS).query, query);
  }
  assert.doesNotThrow(() => searchState.written({ query: "a\ud800b", chosen: new Map(), order: "" }));
});
