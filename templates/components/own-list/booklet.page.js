// A booklet for paper: a cover with the contents, then every entry on sheets of its own.
const madeElement = (tag, className, ...children) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
};

// An entry's text as the page's own elements. It is written and escaped by the templates that write the entry's page, out
// of running text that let through only what it knows; it is read into a document where nothing runs or loads; and the
// policy of the page forbids script in it anyway.
const entryText = ({ body }) => {
  const { firstElementChild } = new DOMParser().parseFromString(body, "text/html").body;
  return document.importNode(firstElementChild, true);
};

const madeBooklet = (entries, { bank, title, printed, contents }) => {
  const lines = entries.map((entry, place) => {
    const link = madeElement("a", "", entry.title);
    link.href = `#booklet-${place + 1}`;
    link.lang = entry.language;
    return madeElement("li", "", link, ` ${entry.facts.kind}`);
  });
  const cover = madeElement(
    "section", "booklet__cover",
    madeElement("p", "eyebrow", bank),
    madeElement("h1", "", title),
    madeElement("p", "quiet", printed),
    madeElement("h2", "", contents),
    madeElement("ol", "booklet__contents", ...lines),
  );
  const parts = entries.map((entry, place) => {
    const address = madeElement("p", "booklet__address", entry.address);
    const part = madeElement("section", "booklet__entry", entryText(entry), address);
    part.id = `booklet-${place + 1}`;
    return part;
  });
  return madeElement("div", "booklet", cover, ...parts);
};
