import assert from "node:assert/strict";
import { test } from "node:test";

import matching from "../../templates/components/search-field/matching.js";

test("words are what stands between white space, in small letters", () => {
  assert.deepEqual(matching.words("  Työelämä \t OSALLISUUS\n"), ["työelämä", "osallisuus"]);
  assert.deepEqual(matching.words(" \u00a0 "), []);
});

test("a text matches when it holds every word, whatever the case, the order, the way of writing ä and soft hyphens", () => {
  const text = "Kiinni strategiaan -malli: liikettä työelämään";
  assert.ok(matching.matches(text, matching.words("LIIKETTÄ kiinni")));
  assert.ok(matching.matches(text, matching.words("liiketta\u0308")));
  assert.ok(matching.matches("Hen\u00adki\u00adlö", matching.words("henki\u00adlö")));
  assert.ok(!matching.matches(text, matching.words("kiinni verkosto")));
  assert.ok(matching.matches(text, []));
});

test("letters that mean something in patterns are letters", () => {
  assert.ok(matching.matches("a.*b (c)", matching.words(".* (c)")));
  assert.ok(!matching.matches("axxb c", matching.words(".*")));
});

test("values are filled in as they are", () => {
  const values = { query: "{count} $& <b>", count: 0, total: 12 };
  assert.equal(matching.filled("”{query}”: {count}/{total} {other}", values), "”{count} $& <b>”: 0/12 {other}");
});
