// Rows of texts as the text of a CSV file, for programs that reckon with tables. Touches nothing on the page.
const listTable = {
  // RFC 4180; and no cell starts a formula.
  cell: (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  },

  // The mark in front tells those programs that the letters are UTF-8.
  text: (rows) => `\ufeff${rows.map((row) => `${row.map(listTable.cell).join(",")}\r\n`).join("")}`,
};

if (typeof module !== "undefined") {
  module.exports = listTable;
}
