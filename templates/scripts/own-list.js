// The reader's own list, which the browser keeps. Where it may not, the list lasts as long as the page.
const ownList = {
  key: "zoomibank.list",
  isKept: true,
  isDamaged: false,
  refs: [],

  read() {
    if (ownList.isKept) {
      try {
        const refs = collected.read(window.localStorage.getItem(ownList.key));
        ownList.isDamaged = refs === null;
        ownList.refs = refs ?? [];
      } catch {
        ownList.isKept = false;
      }
    }
    return ownList.refs;
  },

  write(refs) {
    ownList.refs = refs;
    try {
      window.localStorage.setItem(ownList.key, collected.stored(refs));
      ownList.isKept = true;
      ownList.isDamaged = false;
    } catch {
      ownList.isKept = false;
    }
    window.dispatchEvent(new Event(ownList.key));
  },

  // Calls now, and whenever the list may have changed: here, in another tab, or while the page was in the browser's memory.
  follow(show) {
    show();
    for (const event of [ownList.key, "storage", "pageshow"]) window.addEventListener(event, show);
  },
};
