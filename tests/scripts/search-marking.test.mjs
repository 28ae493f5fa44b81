import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

const require = createRequire(import.meta.url);
const searchMarking = require("../../templates/scripts/search/marking.js");
const { searchTokens } = require("../../templates/scripts/search/stem.js");

const marked = (text, ...words) =>
  searchMarking(text, searchTokens, (word) => words.includes(word))
    .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
    .join("");

test("words that were searched for are pieces of their own", () => {
  assert.equal(marked("Hyvä malli, toinen malli.", "malli"), "Hyvä [malli], toinen [malli].");
  assert.equal(marked("malli", "malli"), "[malli]");
  assert.equal(marked("malli", "x"), "malli");
  assert.equal(marked("", "x"), "");
});

test("soft hyphens count as nothing and stay", () => {
  assert.equal(marked("Kehittämis\u00adosaaminen ja muu", "kehittämisosaaminen"), "[Kehittämis\u00adosaaminen] ja muu");
});
