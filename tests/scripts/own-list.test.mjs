import assert from "node:assert/strict";
import { test } from "node:test";

import listAddress from "../../templates/components/own-list/list-address.page.js";
import listTable from "../../templates/components/own-list/list-table.page.js";
import collected from "../../templates/scripts/collected.js";

const numbered = (count) => Array.from({ length: count }, (_, number) => `tools/t-${number}`);

test("a list comes back as it was stored", () => {
  const refs = ["practices/a", "tools/b-2"];
  assert.deepEqual(collected.read(collected.stored(refs)), refs);
  assert.deepEqual(collected.read(collected.stored([])), []);
  assert.deepEqual(collected.read(null), []);
});

test("what can't be a list is none", () => {
  for (const stored of ["", "{", "null", "7", '"tools/a"', '{"length": 1}', "[".repeat(40_000), "x".repeat(5_000_000)]) {
    assert.equal(collected.read(stored), null, stored.slice(0, 20));
  }
});

test("of a list only refs are kept, each once, at most 200", () => {
  const odd = ["tools/a", 1, null, ["tools/b"], {}, "__proto__", "tools/A", "tools/", "pages/a", "tools/a/../b", "tools/a"];
  assert.deepEqual(collected.read(JSON.stringify(odd)), ["tools/a"]);
  assert.equal(collected.read(JSON.stringify(numbered(300))).length, 200);
});

test("an entry is put last and taken away", () => {
  assert.deepEqual(collected.toggled(["tools/a"], "tools/b"), ["tools/a", "tools/b"]);
  assert.deepEqual(collected.toggled(["tools/a", "tools/b"], "tools/a"), ["tools/b"]);
});

test("an address without a list tells none", () => {
  assert.equal(listAddress.read("", collected), null);
  assert.equal(listAddress.read("?q=a&liste=b", collected), null);
});

test("an address tells refs, and what in it are none", () => {
  const read = (search) => listAddress.read(search, collected);
  assert.deepEqual(read("?lista=practices/a,%20tools%2Fb,,practices/a"), {
    refs: ["practices/a", "tools/b"], unknown: [], isCut: false,
  });
  assert.deepEqual(read("?lista=__proto__,tools/a,<b>x</b>").unknown, ["__proto__", "<b>x</b>"]);
  assert.deepEqual(read("?lista="), { refs: [], unknown: [], isCut: false });
});

test("of a long address only the beginning is read and told", () => {
  const { refs, isCut } = listAddress.read(`?lista=${numbered(10_000)}`, collected);
  assert.deepEqual([refs.length, isCut], [200, true]);
  assert.equal(listAddress.read(`?lista=${numbered(200)}`, collected).isCut, false);
  const { unknown } = listAddress.read(`?lista=${Array(50).fill("😀".repeat(10_000))}`, collected);
  assert.deepEqual(unknown, Array(10).fill(`${"😀".repeat(40)}…`));
});

test("a list's address is short on the web and names the file on a disk", () => {
  const refs = ["practices/a", "tools/b"];
  assert.equal(
    listAddress.made("https://pankki.example/polku/oma-lista/index.html?x=1#y", refs),
    "https://pankki.example/polku/oma-lista/?lista=practices/a,tools/b",
  );
  assert.equal(listAddress.made("file:///a/index.html", refs), "file:///a/index.html?lista=practices/a,tools/b");
  assert.deepEqual(listAddress.read(new URL(listAddress.made("https://a.example/", refs)).search, collected).refs, refs);
});

test("cells are quoted where they must be, and none starts a formula", () => {
  for (const [text, cell] of [
    ["", ""],
    ["Opinpolku", "Opinpolku"],
    ["a;b", "a;b"],
    ["a, b", '"a, b"'],
    ['sanoi "ei"', '"sanoi ""ei"""'],
    ["yksi\nkaksi", '"yksi\nkaksi"'],
    ["=1+1", "'=1+1"],
    ["+358", "'+358"],
    ["-", "'-"],
    ["@a", "'@a"],
    ["\ta", "'\ta"],
    ["\ra", '"\'\ra"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ]) {
    assert.equal(listTable.cell(text), cell);
  }
});

test("a table begins with the mark of UTF-8 and its lines end as RFC 4180 says", () => {
  assert.equal(listTable.text([["a", "b"], ["ä", "1,5"]]), '\ufeffa,b\r\nä,"1,5"\r\n');
});
