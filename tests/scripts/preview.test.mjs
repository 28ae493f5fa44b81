import assert from "node:assert/strict";
import { test } from "node:test";

import news from "../../templates/preview/preview.js";

const grave = { isGrave: true, title: "1 virhe" };
const quiet = { isGrave: false, title: "1 varoitus" };

test("a page of another version is old", () => {
  assert.equal(news.asks("7.1", { version: "7.2", panel: null }, null).isOld, true);
  assert.equal(news.asks("", { version: "7.1", panel: null }, null).isOld, true);
  assert.equal(news.asks("7.1", { version: "7.1", panel: grave }, null).isOld, false);
  assert.equal(news.asks("", { version: "", panel: grave }, null).isOld, false);
});

test("only what is grave opens by itself, and not again once it was hidden", () => {
  assert.equal(news.asks("7.1", { version: "7.1", panel: null }, null).opens, false);
  assert.equal(news.asks("7.1", { version: "7.1", panel: quiet }, null).opens, false);
  assert.equal(news.asks("7.1", { version: "7.1", panel: grave }, null).opens, true);
  assert.equal(news.asks("7.1", { version: "7.1", panel: grave }, JSON.stringify(grave)).opens, false);
  assert.equal(news.asks("7.1", { version: "7.1", panel: grave }, JSON.stringify(quiet)).opens, true);
});
