import assert from "node:assert/strict";
import { test } from "node:test";

import proposalFile from "../../templates/components/proposal/proposal-file.page.js";

const PATH = "content/practices/a.md";

test("the host's page is opened with the path, and with the text where it takes it", () => {
  const { newFile } = proposalFile;
  assert.equal(newFile("", PATH, "a"), null);
  assert.deepEqual(newFile("https://x.fi/new/{path}", PATH, "a"), {
    address: "https://x.fi/new/content%2Fpractices%2Fa.md",
    isFilled: false,
  });
  assert.deepEqual(newFile("https://x.fi/?f={path}&v={content}", PATH, "a: & #\n{path} $& ä"), {
    address: "https://x.fi/?f=content%2Fpractices%2Fa.md&v=a%3A%20%26%20%23%0A%7Bpath%7D%20%24%26%20%C3%A4",
    isFilled: true,
  });
});

test("a text that makes the address too long is left for copying", () => {
  const { newFile } = proposalFile;
  const pattern = "https://x.fi/?f={path}&v={content}";
  const room = 6000 - newFile(pattern, PATH, "").address.length;
  assert.deepEqual([room, room + 1].map((length) => newFile(pattern, PATH, "a".repeat(length)).isFilled), [true, false]);
  assert.equal(newFile(pattern, PATH, "ä".repeat(1001)).address, "https://x.fi/?f=content%2Fpractices%2Fa.md&v=");
});

test("values are written as lines that people read, in quotes where YAML would read something else", () => {
  assert.equal(
    proposalFile.text({
      title: "Nimi",
      themes: ["a", "b"],
      contact: { role: "Neuvonta: tuki" },
      steps: [{ title: "Yksi", text: "rivi\ntoinen" }, { title: "- kaksi" }],
      adoption: { measures: ["kysely"] },
      body: "Teksti.",
    }),
    [
      "---",
      "title: Nimi",
      "themes:",
      "  - a",
      "  - b",
      "contact:",
      '  role: "Neuvonta: tuki"',
      "steps:",
      "  - title: Yksi",
      '    text: "rivi\\ntoinen"',
      '  - title: "- kaksi"',
      "adoption:",
      "  measures:",
      "    - kysely",
      "---",
      "",
      "Teksti.",
      "",
    ].join("\n"),
  );
});
