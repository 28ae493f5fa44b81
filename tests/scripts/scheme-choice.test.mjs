import assert from "node:assert/strict";
import { test } from "node:test";

import choice from "../../templates/components/scheme-switch/choice.early.js";

test("what was stored is the choice", () => {
  assert.equal(choice.read("light"), "light");
  assert.equal(choice.read("dark"), "dark");
});

test("anything else is as the system is", () => {
  for (const stored of [null, undefined, "", "system", "DARK", "dark ", "toString", "<b>", 0, {}]) {
    assert.equal(choice.read(stored), "system");
  }
});

test("as the system is leaves nothing behind", () => {
  assert.equal(choice.stored("system"), null);
  for (const chosen of ["light", "dark", "system"]) {
    assert.equal(choice.read(choice.stored(chosen)), chosen);
  }
});

test("a choice has the colours that its name says", () => {
  assert.equal(choice.colours("light"), "light");
  assert.equal(choice.colours("dark"), "dark");
  assert.equal(choice.colours("system"), "light dark");
});
