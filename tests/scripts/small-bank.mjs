// A small bank to be searched with the shipped scripts.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

// The scripts share their names as they do in a page.
const names = ["stem", "unpack", "query", "store"];
const sources = names.map((name) => readFileSync(new URL(`../../templates/scripts/search/${name}.js`, import.meta.url)));
const page = createContext({});
const shared = "globalThis.all = { openSearch, searchParts, searchQuery, searchStemming, searchTokens };";
runInContext(`${sources.join("\n")}\n${shared}`, page);
export const { openSearch, searchParts, searchQuery, searchTokens } = page.all;

export const plain = (value) => JSON.parse(JSON.stringify(value));

// The entries: 0 is about transitions, 1 about guidance at work, 2 about both, 3 about well-being.
export const part = {
  t: "0hyvinvointi\n0nivelvaihe\n0ohjaaja\n4us\n0siirtymä\n8vaihe\n0työ\n3paikka\n8ohjaaja",
  k: ["", "1", "2öiss 2öit", "2n", "1jen"],
  e: "3 0 1 0 1 0 2 0 0",
  p: "14  u 1u e1e e u 1e u",
  r: { 1: "siirtymä", 2: "ohjaus", 3: "ohjaaja" },
  f: {},
};
export const rows = [
  ["practices/a", "a/", "Siirtymä", "", "Tiivis", "", ["Käytäntö"], "fresh", "Lisätty 1.1.2024"],
  ["practices/b", "b/", "Ohjaus", "sv", "Tiivis", "", [], "due", ""],
  ["tools/c", "c/", "Työ", "", "Tiivis", "", [], "fresh", ""],
  ["tools/d", "d/", "Vointi", "", "Tiivis", "", [], "fresh", ""],
];
export const start = (more = {}) => ({
  version: 1,
  count: 4,
  stop: "ja on",
  cards: 2,
  first: "0",
  parts: {
    s0: part,
    c0: { cards: rows.slice(0, 2) },
    c1: { cards: rows.slice(2) },
    teema: { keys: "hyvinvointi ohjaus", rows: "0,1,0 1," },
    days: { added: "5 9 9 1", reviewed: ",7,,8" },
  },
  ...more,
});
export const bank = () => openSearch(start(), () => Promise.reject(new Error("nothing to load")));
