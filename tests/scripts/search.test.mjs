import assert from "node:assert/strict";
import { test } from "node:test";
import { bank, openSearch, part, plain, rows, searchParts, searchQuery, searchTokens, start } from "./small-bank.mjs";

test("words are written as what they do not share with the one before", () => {
  assert.deepEqual(plain(searchParts.words("0työ\n3paikka\n8ohjaaja")), ["työ", "työpaikka", "työpaikkohjaaja"]);
  assert.deepEqual(plain(searchParts.words("")), []);
});

test("postings are steps and weights in five bits", () => {
  assert.deepEqual(plain(searchParts.postings("e")), { docs: [0], weights: [15] });
  assert.deepEqual(plain(searchParts.postings("Z1")), { docs: [4], weights: [2] });
  assert.deepEqual(plain(searchParts.postings("")), { docs: [], weights: [] });
});

test("a facet has keys and, for each entry, their numbers", async () => {
  const { teema } = await bank().columns(["teema"]);
  assert.deepEqual([...teema.offsets], [0, 1, 2, 4, 4]);
  assert.deepEqual([...teema.values], [0, 1, 0, 1]);
  assert.deepEqual(plain(teema.names), ["hyvinvointi", "ohjaus"]);
  const named = searchParts.column({ keys: "tyo yo", names: "työ\nyö", rows: "0 1" }, 1);
  assert.deepEqual(plain(named.names), ["työ", "yö"]);
});

test("damaged parts are refused", () => {
  assert.throws(() => openSearch({}, null), /damaged/);
  assert.throws(() => openSearch({ ...start(), version: 2 }, null), /damaged/);
  assert.throws(() => searchParts.column({ keys: "a", rows: "0,1" }, 2), /damaged/);
  assert.throws(() => searchParts.column({ keys: "a", rows: "0" }, 2), /damaged/);
  assert.throws(() => searchParts.range({ ...part, e: "0 1" }), /damaged/);
  assert.throws(() => searchParts.range({ ...part, p: "1 2" }), /damaged/);
  assert.throws(() => searchParts.range({}));
});

for (const [query, way, used] of [
  ["ohjaus", "exact", ["ohjaus", "ohjaaja"]],
  ["OHJAAJIEN", "form", ["ohjaaja", "ohjaus"]],
  ["hyvin\u00advoinnin", "form", ["hyvinvointi"]],
  ["töissä", "form", ["työ"]],
  ["siirtymäv", "prefix", ["siirtymävaihe"]],
  ["ohjasu", "typo", ["ohjaus", "ohjaaja"]],
  ["hyvinvoitni", "typo", ["hyvinvointi"]],
  ["nivelvaihe", "exact", ["nivelvaihe", "siirtymä"]],
  ["krokotiili", "none", []],
]) {
  test(`"${query}" is found as ${way}`, async () => {
    const [word] = (await bank().find(query)).words;
    assert.equal(word.way, way);
    assert.deepEqual(plain(word.used).slice(0, used.length), used);
  });
}

test("small words tell nothing, and words are asked for once", async () => {
  const found = await bank().find("ohjaus ja ohjaus on");
  assert.deepEqual(plain(found.words.map(({ typed }) => typed)), ["ohjaus"]);
});

test("what was meant, what else was searched for and what is near are told", async () => {
  assert.deepEqual(plain((await bank().find("ohjasu")).meant), ["ohjaus"]);
  assert.deepEqual(plain((await bank().find("nivelvaihe")).also), ["siirtymä"]);
  const nothing = await bank().find("hyväntahtointi");
  assert.deepEqual(plain(nothing.hits), []);
  assert.deepEqual(plain(nothing.near), ["hyvinvointi"]);
});

test("words of shown texts that answer to the query are marked", async () => {
  const { marks } = await bank().find("siirtymien");
  assert.deepEqual(["siirtymä", "siirtymävaiheessa", "työ", "siirto"].map(marks), [true, true, false, false]);
});

for (const query of ["", "   ", "😀", "<script>alert(1)</script>", "[a-z]*\\", "\ud800", "\u202eabc", "a".repeat(10_000), "x ".repeat(5_000), "__proto__ constructor"]) {
  test(`${JSON.stringify(query.slice(0, 20))} is survived`, async () => {
    const { hits } = await bank().find(query);
    assert.deepEqual(plain(hits), []);
  });
}

test("cards come from the parts they are in", async () => {
  const [last, first] = await bank().cards([3, 0]);
  assert.equal(last.ref, "tools/d");
  assert.deepEqual(plain(first), {
    ref: "practices/a", kind: "practices", url: "a/", title: "Siirtymä", titleLang: "", summary: "Tiivis",
    summaryLang: "", facts: ["Käytäntö"], state: "fresh", checked: "Lisätty 1.1.2024",
  });
});

test("the newest come first, and what was never reviewed last", async () => {
  assert.deepEqual(plain(await bank().order("added")), [1, 2, 0, 3]);
  assert.deepEqual(plain(await bank().order("reviewed")), [3, 1, 0, 2]);
});

test("a large index loads the parts it needs, and a part that failed is asked for again", async () => {
  const asked = [];
  const parts = {
    s0: { ...part, t: "0hyvinvointi\n0ohjaaja\n4us", e: "0 0 0", p: "14 u 1u", r: {}, f: { toi: "työ" } },
    s1: { ...part, t: "0siirtymä\n0työ", e: "0 0", p: "e e", r: {} },
  };
  let fails = true;
  const large = openSearch(
    start({ parts: undefined, first: "0\n0p", folder: "fi", codes: { s: "aaaaaabbbbbb", c: "ccccccdddddd", terms: "eeeeee" } }),
    async (name, path) => {
      asked.push(path);
      if (name === "s1" && fails) throw new Error("gone");
      return parts[name] ?? { t: "", k: [], e: "" };
    },
  );
  await assert.rejects(large.find("siirtymä"), /gone/);
  fails = false;
  assert.deepEqual(plain((await large.find("siirtymä")).hits), [0]);
  assert.deepEqual(asked, ["fi/s1.bbbbbb.js", "fi/s1.bbbbbb.js"]);
  await large.find("ohjaus");
  assert.deepEqual(asked.slice(2), ["fi/s0.aaaaaa.js"]);
});

test("words in texts are found with their places, whatever their soft hyphens", () => {
  assert.deepEqual(plain(searchTokens("A hyvin\u00advointi!")), [
    { word: "a", start: 0, end: 1 },
    { word: "hyvinvointi", start: 2, end: 14 },
  ]);
});

test("distance near the diagonal is distance", () => {
  // The whole table, row by row, as textbooks have it.
  const whole = (one, other) => {
    const rows = Array.from({ length: one.length + 1 }, (_, i) => Array.from({ length: other.length + 1 }, (_, j) => i + j));
    for (let i = 1; i <= one.length; i += 1) {
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[one.length][other.length];
  };
  let seed = 7;
  const next = (below) => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
  const word = () => Array.from({ length: 1 + next(7) }, () => "abc"[next(3)]).join("");
  for (let round = 0; round < 20_000; round += 1) {
    const [one, other, most] = [word(), word(), 1 + next(2)];
    const expected = whole(one, other);
    assert.equal(searchQuery.distance(one, other, most), expected > most ? 99 : expected, `${one} ${other} ${most}`);
  }
});

test("distance counts exchanged letters once", () => {
  assert.equal(searchQuery.distance("ohjaus", "ohjasu", 2), 1);
  assert.equal(searchQuery.distance("ohjaus", "ohjaus", 2), 0);
  assert.equal(searchQuery.distance("ohjaus", "siirtymä", 2), 99);
});
