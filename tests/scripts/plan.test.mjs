import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import planFile from "../../templates/components/adopt/adopt-file.page.js";

const plan = {
  title: "Malli & muut",
  subtitle: "Ota käyttöön",
  language: "fi",
  parts: [
    { title: "Kuka", blocks: [{ kind: "text", label: "Organisaatio", value: "Opisto" }] },
    { title: "Päätös", blocks: [{ kind: "text", label: "", value: "# ei otsikko\n1. ei luettelo\n<b>ei</b>" }] },
    { title: "Tehtävät", blocks: [{ kind: "table", head: ["Mitä", "Kuka"], rows: [["a|b", "c\nd"]] }] },
    { title: "Vaiheet", blocks: [{ kind: "list", items: ["Yksi", "Kaksi"] }] },
    {
      title: "Seuranta",
      blocks: [
        { kind: "check", label: "Kokeiluun", isDone: true, note: "1.2.2026" },
        { kind: "check", label: "Arkeen", isDone: false, note: "" },
      ],
    },
  ],
};

test("a plan as Markdown, nothing in it taken for markup", () => {
  assert.equal(
    planFile.markdown(plan),
    `# Malli & muut

Ota käyttöön

## Kuka

**Organisaatio:** Opisto

## Päätös

\\# ei otsikko  \n1\\. ei luettelo  \n\\<b\\>ei\\</b\\>

## Tehtävät

| Mitä | Kuka |
| --- | --- |
| a\\|b | c d |

## Vaiheet

1. Yksi
2. Kaksi

## Seuranta

- [x] Kokeiluun – 1.2.2026
- [ ] Arkeen
`,
  );
});

test("a document holds no sign that XML can't, and escapes the rest", () => {
  const hostile = { ...plan, title: ']]><w:p>\u0000\u000b\ud800x"&' };
  const files = planFile.docx(hostile);
  assert.deepEqual(Object.keys(files).sort(), [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/styles.xml",
  ]);
  assert.match(files["word/document.xml"], /\]\]&gt;&lt;w:p&gt;x&quot;&amp;/);
  assert.doesNotMatch(Object.values(files).join(""), /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
});

test("what packs documents is the published file of the locked package", () => {
  const own = readFileSync(new URL("../../templates/assets/fflate.js", import.meta.url));
  const theirs = readFileSync(new URL("../node_modules/fflate/umd/index.js", import.meta.url));
  assert.ok(own.equals(theirs));
});
