// The best results of a field in a popup below it: an editable combobox. The list of all of them is another page.
const openSearchField = (form, bank) => {
  const SHOWN = 7;
  const field = form.querySelector(".search-field__words");
  const popup = form.querySelector(".search-field__popup");
  const list = form.querySelector(".search-field__options");
  const status = form.querySelector(".search-field__status");
  const alert = form.querySelector(".search-field__alert");
  const texts = readTexts(form);
  let active = -1;
  let latest = 0;

  const isOpen = () => !popup.hidden;

  const activate = (place) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    activate(-1);
    popup.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };

  const show = () => {
    if (list.children.length === 0) return;
    popup.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const option = (place, ...content) => {
    const element = document.createElement("div");
    element.className = "search-field__option";
    element.role = "option";
    element.id = `${list.id}-${place}`;
    element.setAttribute("aria-selected", "false");
    element.append(...content);
    return element;
  };

  const optionOf = (card, place, marks) => {
    const title = document.createElement("span");
    title.className = "search-field__title";
    title.lang = card.titleLang;
    title.append(...markedText(card.title, marks));
    if (!card.titleLang) title.removeAttribute("lang");
    const kind = document.createElement("span");
    kind.className = "search-field__kind";
    kind.textContent = texts.kinds[card.kind] ?? "";
    const element = option(place, title, " ", kind);
    element.dataset.address = siteAddress(card.url);
    return element;
  };

  const renew = async () => {
    latest += 1;
    const turn = latest;
    const query = typedWords(field.value);
    if (!query) {
      list.replaceChildren();
      status.textContent = "";
      close();
      return;
    }
    try {
      const { hits, marks } = await bank.find(query);
      const cards = await bank.cards(hits.slice(0, SHOWN));
      if (turn !== latest) return;
      const options = cards.map((card, place) => optionOf(card, place, marks));
      if (hits.length > 0) {
        const all = option(options.length, texts.counted("all", hits.length));
        all.classList.add("search-field__option--all");
        options.push(all);
      }
      list.replaceChildren(...options);
      alert.textContent = "";
      status.textContent = hits.length === 0 ? texts.none : texts.counted("results", hits.length);
      status.classList.toggle("visually-hidden", hits.length > 0);
      activate(-1);
      if (hits.length === 0 || document.activeElement !== field) close();
      else show();
    } catch (error) {
      if (turn !== latest) return;
      list.replaceChildren();
      close();
      tellFailure(alert, texts.failed, error);
    }
  };

  const go = (element) => {
    const { address } = element.dataset;
    if (address) window.location.assign(address);
    else form.requestSubmit();
  };

  const step = (by) => {
    if (!isOpen()) {
      show();
      if (isOpen()) activate(by > 0 ? 0 : list.children.length - 1);
      return;
    }
    const count = list.children.length;
    activate(active < 0 ? (by > 0 ? 0 : count - 1) : (active + by + count) % count);
  };

  const keys = {
    ArrowDown: (event) => (event.altKey ? show() : step(1)),
    ArrowUp: (event) => (event.altKey ? close() : step(-1)),
    Enter: () => {
      if (active < 0) return false;
      go(list.children[active]);
      return true;
    },
    Escape: () => {
      if (isOpen()) close();
      else if (field.value) {
        field.value = "";
        alert.textContent = "";
        renew();
      } else return false;
      return true;
    },
  };

  field.addEventListener("input", (event) => {
    if (!event.isComposing) renew();
  });
  field.addEventListener("compositionend", renew);
  field.addEventListener("blur", () => {
    close();
    status.textContent = "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (keys[event.key] && keys[event.key](event) !== false) {
      event.preventDefault();
      // Escape closes one thing at a time.
      event.stopPropagation();
    }
  });
  // The focus stays in the field.
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const element = target.closest(".search-field__option");
    if (element) go(element);
  });
  renew();
};
