// Answers queries with the scripts and the index of a built site, as its pages would.
//
//   node search_quality.mjs SITE PARTS < queries.json > answers.json
//
// SITE is the built site; the tag on its browse page tells which files to load. PARTS is the script that loads them, which
// stands in the site's own script among others that need a page. The queries are a list of texts, the answers
// `{refs, count, ways}` in the same order: the first ten entries, how many there are, and how each word was found.
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import vm from "node:vm";

const FIRST = 10;
const BROWSE = "selaa/index.html";

const [site, parts] = process.argv.slice(2);
const folder = path.join(site, path.dirname(BROWSE));
const page = fs.readFileSync(path.join(site, BROWSE), "utf8");
const tag = page.match(/<script[^>]*data-search=[^>]*>/)[0];
const dataset = Object.fromEntries([...tag.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

// The little of a page that loading scripts takes: an element that is appended runs its file and tells when it has.
const context = vm.createContext({ console, TextDecoder, TextEncoder, setTimeout, URL, atob });
const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
const element = () => {
  const heard = new EventTarget();
  return Object.assign(heard, { dataset: {}, setAttribute: () => {}, remove: () => {} });
};
context.document = {
  currentScript: { dataset },
  documentElement: { lang: "fi", classList: { contains: () => true } },
  createElement: element,
  addEventListener: () => {},
  querySelector: () => null,
  querySelectorAll: () => [],
  head: {
    append: (script) =>
      setTimeout(() => {
        run(path.join(folder, script.src));
        script.dispatchEvent(new Event("load"));
      }),
  },
};
context.window = context;
context.addEventListener = () => {};

run(parts);
const bank = await vm.runInContext("searchBank()", context);
const answers = [];
for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
  const { hits, words } = await bank.find(query);
  const cards = await bank.cards(Array.from(hits).slice(0, FIRST));
  answers.push({ refs: cards.map(({ ref }) => ref), count: hits.length, ways: words.map(({ way }) => way) });
}
process.stdout.write(JSON.stringify(answers));
