for (const found of document.querySelectorAll(".found")) {
  const list = found.querySelector("[data-results]");
  const field = document.querySelector(".search-field--list .search-field__words");
  const boxes = () => [...found.querySelectorAll(".choice__box")];
  const links = () => [...list.querySelectorAll(".card__title a")];

  // The list as it stands without a search.
  const items = [...list.children];
  const counter = found.querySelector(".found__count");
  const { count } = counter.dataset;
  const text = counter.textContent;
  const showAll = () => {
    list.replaceChildren(...items);
    list.removeAttribute("aria-busy");
    counter.dataset.count = count;
    if (counter.textContent !== text) counter.textContent = text;
    for (const part of found.querySelectorAll(".found__list > :is(.empty, .pager)")) part.hidden = false;
    for (const part of found.querySelectorAll(".found__chips, .found__notes, .found__nothing, .found__more")) {
      part.hidden = true;
    }
    found.querySelector(".found__alert").textContent = "";
    filterChoices.showAll();
  };

  const fail = (error) => {
    showAll();
    filterChoices.undo();
    tellFailure(found.querySelector(".found__alert"), readTexts(found).failed, error);
  };

  let opening;
  const open = () => {
    opening ??= searchBank().then(
      (bank) => openFound(found, bank, { field, blank: items[0], showAll, fail }),
      (error) => {
        // The next try may work.
        opening = undefined;
        fail(error);
      },
    );
  };

  // What the address asks for is shown by the controls at once, and nothing else by the list until it can be.
  const parameters = new URLSearchParams(window.location.search);
  const names = [...found.querySelectorAll("fieldset[data-facet]")].map((fieldset) => fieldset.dataset.facet);
  if (["q", "jarjestys", ...names].some((name) => parameters.get(name)?.trim())) {
    const chosen = new Map(names.map((name) => [name, new Set(parameters.getAll(name).flatMap((keys) => keys.split(",")))]));
    for (const box of boxes()) box.checked = chosen.get(box.name).has(box.value);
    if (field) field.value = parameters.get("q") ?? "";
    list.replaceChildren();
    list.setAttribute("aria-busy", "true");
    counter.dataset.count = "";
    counter.textContent = readTexts(found).busy;
    for (const part of found.querySelectorAll(".found__list > :is(.empty, .pager)")) part.hidden = true;
    open();
  }

  // Otherwise the list is asked only when it is about to be searched.
  for (const control of [field, found.querySelector(".filters"), found.querySelector(".found__orders")]) {
    control?.addEventListener("focusin", open);
    control?.addEventListener("pointerdown", open);
    control?.addEventListener("input", open);
  }

  // Between the field and the results the arrows lead.
  field?.form.addEventListener("submit", (event) => event.preventDefault());
  field?.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [first] = links();
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Escape" && field.value) {
      event.preventDefault();
      field.value = "";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  list.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = links();
    const place = all.indexOf(event.target);
    if (place < 0) return;
    const target = { ArrowDown: all[place + 1], ArrowUp: all[place - 1] ?? field, Escape: field }[event.key];
    if (target) {
      event.preventDefault();
      target.focus();
    }
  });
}
