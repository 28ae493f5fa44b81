// A plan as a file: its parts in, Markdown or the parts of a Word document out. Touches no page.
//
// A part is { title, blocks }, and a block one of
//   { kind: "text", label, value }            a line or several, with a name or ""
//   { kind: "list", items }                   numbered
//   { kind: "table", head, rows }             rows that say nothing are left out before
//   { kind: "check", label, isDone, note }    something to tick off
const planFile = (() => {
  // What XML can't hold at all goes; line ends are told by the caller.
  const clean = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  const lines = (text) => clean(text).replace(/\r\n?/g, "\n").split("\n");

  // Markdown

  const quoted = (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/^(\s*\d*)([-+.)])(?=\s|$)/, "$1\\$2");
  const markdownText = (text) => lines(text).map(quoted).join("  \n").trim();
  const cell = (text) => lines(text).map(quoted).join(" ");

  const markdownBlock = (block) => {
    switch (block.kind) {
      case "list":
        return block.items.map((item, place) => `${place + 1}. ${cell(item)}`).join("\n");
      case "table":
        return [block.head, block.head.map(() => "---"), ...block.rows].map((row, place) => `| ${row.map(place === 1 ? (text) => text : cell).join(" | ")} |`).join("\n");
      case "check":
        return `- [${block.isDone ? "x" : " "}] ${cell(block.label)}${block.note ? ` – ${cell(block.note)}` : ""}`;
      default:
        return block.label ? `**${cell(block.label)}:** ${markdownText(block.value)}` : markdownText(block.value);
    }
  };

  const markdown = ({ title, subtitle, parts }) => {
    const texts = [`# ${cell(title)}`, cell(subtitle)];
    for (const part of parts) {
      texts.push(`## ${cell(part.title)}`);
      const checks = part.blocks.filter(({ kind }) => kind === "check");
      texts.push(...part.blocks.filter(({ kind }) => kind !== "check").map(markdownBlock));
      if (checks.length) texts.push(checks.map(markdownBlock).join("\n"));
    }
    return `${texts.filter(Boolean).join("\n\n")}\n`;
  };

  // WordprocessingML (ECMA-376)

  const escaped = (text) => clean(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const run = (text, properties = "") =>
    lines(text)
      .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
      .join("<w:br/>")
      .replace(/^/, `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}`) + "</w:r>";
  const paragraph = (runs, style = "") => `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${runs}</w:p>`;
  const tableCell = (runs) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(runs)}</w:tc>`;

  const wordBlock = (block) => {
    switch (block.kind) {
      case "list":
        return block.items.map((item, place) => paragraph(run(`${place + 1}. ${item}`))).join("");
      case "table": {
        const grid = block.head.map(() => "<w:gridCol/>").join("");
        const head = `<w:tr><w:trPr><w:tblHeader/></w:trPr>${block.head.map((text) => tableCell(run(text, "<w:b/>"))).join("")}</w:tr>`;
        const rows = block.rows.map((row) => `<w:tr>${row.map((text) => tableCell(run(text))).join("")}</w:tr>`).join("");
        const look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="1"/></w:tblPr>';
        return `<w:tbl>${look}<w:tblGrid>${grid}</w:tblGrid>${head}${rows}</w:tbl>${paragraph("")}`;
      }
      case "check":
        return paragraph(run(`${block.isDone ? "☒" : "☐"} `) + run(block.label, "<w:b/>") + (block.note ? run(` – ${block.note}`) : ""));
      default:
        return paragraph((block.label ? run(`${block.label}: `, "<w:b/>") : "") + run(block.value));
    }
  };

  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const types = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const declared = (text) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`;
  const style = (id, name, size, more = "") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/>${more}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`;
  const styles = (language) =>
    `<w:styles xmlns:w="${word}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="${language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
    style("Title", "Title", 40) +
    style("Heading1", "heading 1", 28, '<w:outlineLvl w:val="0"/>') +
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>' +
    `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join("")}</w:tblBorders></w:tblPr></w:style></w:styles>`;

  // The files of a document by their names within it.
  const docx = ({ title, subtitle, parts, language }) => {
    const body = [paragraph(run(title), "Title"), paragraph(run(subtitle))];
    for (const part of parts) body.push(paragraph(run(part.title), "Heading1"), ...part.blocks.map(wordBlock));
    const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
    return {
      "[Content_Types].xml": declared(
        `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
      ),
      "_rels/.rels": declared(
        `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
      ),
      "docProps/core.xml": declared(
        `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${language}</dc:language></cp:coreProperties>`,
      ),
      "word/_rels/document.xml.rels": declared(
        `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
      ),
      "word/document.xml": declared(`<w:document xmlns:w="${word}"><w:body>${body.join("")}${page}</w:body></w:document>`),
      "word/styles.xml": declared(styles(language)),
    };
  };

  return { markdown, docx };
})();

if (typeof module !== "undefined") {
  module.exports = planFile;
}
