// The list that an address tells (?lista=practices/a,tools/b), whatever it holds. Touches nothing on the page.
const listAddress = {
  // Null where the address tells none; `unknown` are at most ten of the parts that are no refs, the longest cut.
  read: (search, { most, isRef, kept }) => {
    const told = new URLSearchParams(search).get("lista");
    if (told === null) return null;
    const parts = told.split(",", most + 1).map((part) => part.trim()).filter(Boolean);
    const read = parts.slice(0, most);
    const unknown = read.filter((part) => !isRef(part)).slice(0, 10);
    return {
      refs: kept(read),
      unknown: unknown.map((part) => (part.length > 40 ? `${[...part.slice(0, 80)].slice(0, 40).join("")}…` : part)),
      isCut: parts.length > most,
    };
  },

  // The address of a list, for someone else: on the web without the file's name.
  made: (page, refs) => {
    const address = new URL(page);
    address.hash = "";
    address.search = `?lista=${refs.join(",")}`;
    return listAddress.short(address.href);
  },

  short: (address) => (address.startsWith("http") ? address.replace(/\/index\.html(?=$|\?)/, "/") : address),
};

if (typeof module !== "undefined") {
  module.exports = listAddress;
}
