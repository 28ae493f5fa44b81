// What belongs to the search is loaded when it is first needed. Scripts carry it, since pages opened from the file
// system may load nothing else.
const { searchBank, siteAddress, zoomibankPart } = (() => {
  const { root, search, index } = document.currentScript.dataset;
  const waiting = new Map();

  const load = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`can't load ${address}`)));
      script.src = address;
      document.head.append(script);
    });

  // The part of the index with this name, from its file, which hands it over while it runs.
  const part = async (name, address) => {
    waiting.delete(name);
    await load(address);
    if (!waiting.has(name)) throw new Error(`damaged: ${address}`);
    return waiting.get(name);
  };

  let bank;
  const open = async () => {
    const [, start] = await Promise.all([load(search), part("start", index)]);
    const folder = index.slice(0, index.lastIndexOf("/") + 1);
    return openSearch(start, (name, path) => part(name, folder + path));
  };

  return {
    // What searches; the promise fails where it can't be had, and then the next call tries again.
    searchBank: () => {
      bank ??= open().catch((error) => {
        bank = undefined;
        throw error;
      });
      return bank;
    },
    // The address of a page of the site, seen from this page.
    siteAddress: (url) => root + (url === "" || url.endsWith("/") ? `${url}index.html` : url),
    zoomibankPart: (name, value) => waiting.set(name, value),
  };
})();
