{
  const root = document.documentElement;

  // A browser may refuse storage; then the choice lasts as long as the page.
  const recall = () => {
    try {
      return window.localStorage.getItem(schemeChoice.key);
    } catch {
      return root.dataset.scheme ?? null;
    }
  };

  const remember = (stored) => {
    try {
      if (stored === null) {
        window.localStorage.removeItem(schemeChoice.key);
      } else {
        window.localStorage.setItem(schemeChoice.key, stored);
      }
    } catch {
      // Nothing is remembered, and nothing breaks.
    }
  };

  const radio = (choice) => `.scheme-switch [value="${choice}"]`;

  const show = (choice) => {
    if (choice === "system") {
      delete root.dataset.scheme;
    } else {
      root.dataset.scheme = choice;
    }
    document.querySelector("meta[name=color-scheme]").content = schemeChoice.colours(choice);
    const chosen = document.querySelector(radio(choice));
    if (chosen) {
      chosen.checked = true;
    }
  };

  const first = schemeChoice.read(recall());
  show(first);
  whenParsed(radio(first), (chosen) => {
    chosen.checked = true;
  });

  document.addEventListener("change", ({ target }) => {
    if (target.matches(".scheme-switch [name=scheme]")) {
      remember(schemeChoice.stored(target.value));
      show(target.value);
    }
  });

  // Another tab, or a page that comes back from the browser's memory, follows.
  window.addEventListener("storage", () => show(schemeChoice.read(recall())));
  window.addEventListener("pageshow", () => show(schemeChoice.read(recall())));
}
