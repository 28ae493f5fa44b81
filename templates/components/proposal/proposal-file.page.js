// Values as the text of a content file, its name, and the address that makes it. Touches nothing on the page.
const proposalFile = (() => {
  // A letter or a digit first; no line ends, no `: ` and no ` #`: YAML takes such a text as it stands.
  const plain = /^[\p{L}\p{N}](?:[^\p{Cc}\u00a0\u00ad\u2028\u2029\ufeff:#]|:(?! |$)|(?<! )#)*(?<! )$/u;

  const quoted = (text) =>
    JSON.stringify(text).replace(/[\u007f-\u00a0\u00ad\u2028\u2029\ufeff]/g, (bad) => `\\u${bad.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const scalar = (text) => (plain.test(text) ? text : quoted(text));

  // The first line of a value stands behind a field's name, the others below it.
  const linesOf = (value) => {
    if (typeof value === "string") return [` ${scalar(value)}`];
    if (Array.isArray(value)) return ["", ...value.flatMap(itemLines)];
    return ["", ...mappingLines(value).map((line) => `  ${line}`)];
  };

  const mappingLines = (values) =>
    Object.entries(values).flatMap(([name, value]) => {
      const [first, ...rest] = linesOf(value);
      return [`${name}:${first}`, ...rest];
    });

  const itemLines = (value) => {
    const lines = typeof value === "string" ? [scalar(value)] : mappingLines(value);
    return lines.map((line, place) => (place ? `    ${line}` : `  - ${line}`));
  };

  const letters = new Map(
    Object.entries({ æ: "ae", ø: "o", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ŋ: "ng", "€": "eur" }),
  );
  const longestSlug = 80;

  // At most 80 characters, of whole words: those that still fit, as the program cuts them.
  const cut = (slug) => {
    if (slug.length < longestSlug) return slug;
    let kept = "";
    for (const word of slug.split("-")) {
      if (kept.length + word.length < longestSlug) kept += `${word}-`;
      else if (kept.length + word.length === longestSlug) {
        kept += word;
        break;
      }
    }
    return (kept || slug.slice(0, longestSlug)).replace(/^-+|-+$/g, "");
  };

  return {
    slugify: (text) => {
      const latin = text
        .replace(/'/g, "-")
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^\0-\x7f]/gu, (letter) => letters.get(letter) ?? (/[‘’‚‛′]/u.test(letter) ? "" : "-"))
        .replace(/(?<=\d),(?=\d)/g, "");
      return cut(latin.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""));
    },

    // The text of the file; the body has no place in the front matter.
    text: ({ body, ...values }) => {
      const head = `---\n${mappingLines(values)
        .map((line) => `${line}\n`)
        .join("")}---\n`;
      return body ? `${head}\n${body}\n` : head;
    },

    // Where the repository's host makes the file; null without a pattern. Long texts do not fit in an address.
    newFile: (pattern, path, text) => {
      if (!pattern) return null;
      // Values may hold what looks like another place of the pattern.
      const filled = (content) =>
        pattern.replace(/\{(path|content)\}/g, (whole, name) => encodeURIComponent(name === "path" ? path : content));
      const address = filled(text);
      if (pattern.includes("{content}") && address.length <= 6000) return { address, isFilled: true };
      return { address: filled(""), isFilled: false };
    },
  };
})();

if (typeof module !== "undefined") {
  module.exports = proposalFile;
}
