// Makes checkboxes of the links of the facets, and opens the facets in a panel where there is no room beside the list.
// What is chosen is for the list to act on.
const filterChoices = (() => {
  // What stood where a label stands now.
  const links = new Map();
  const counts = new Map();

  const toBox = (facet, choice) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", className: "choice__box", name: facet, value: choice.dataset.key });
    box.autocomplete = "off";
    box.disabled = choice.dataset.entries === "0";
    label.className = choice.className;
    label.dataset.entries = choice.dataset.entries;
    label.append(box, ...[...choice.childNodes].map((node) => node.cloneNode(true)));
    links.set(label, choice);
    counts.set(box, label.querySelector(".choice__count"));
    choice.replaceWith(label);
    return box;
  };

  for (const fieldset of document.querySelectorAll(".found fieldset[data-facet]")) {
    for (const choice of fieldset.querySelectorAll(".choice")) toBox(fieldset.dataset.facet, choice);
  }

  return {
    // A box for a value that is not among those shown.
    add: (fieldset, key, name) => {
      const choice = document.createElement("span");
      Object.assign(choice.dataset, { key, entries: 0 });
      choice.className = "choice";
      for (const [part, text] of [["label", name], ["count", "0"]]) {
        const span = document.createElement("span");
        span.className = `choice__${part}`;
        span.textContent = text;
        choice.append(span, " ");
      }
      const item = document.createElement("li");
      item.append(choice);
      fieldset.querySelector("ul").append(item);
      return toBox(fieldset.dataset.facet, choice);
    },
    // How many a box would find.
    tell: (box, count) => {
      const place = counts.get(box);
      if (place.textContent !== count) place.textContent = count;
    },
    // The counts of all.
    showAll: () => {
      for (const [label, choice] of links) {
        label.querySelector(".choice__count").textContent = choice.querySelector(".choice__count").textContent;
        const box = label.querySelector(".choice__box");
        box.disabled = choice.dataset.entries === "0" && !box.checked;
      }
    },
    // The links again, for when nothing can be chosen.
    undo: () => {
      for (const [label, choice] of links) label.replaceWith(choice);
      links.clear();
    },
  };
})();

for (const found of document.querySelectorAll(".found")) {
  const filters = found.querySelector(".filters");
  const button = found.querySelector(".filters-button");
  const panel = found.querySelector(".filters-panel");
  const place = document.createComment("");
  let wasOpened = false;

  button.addEventListener("click", () => {
    filters.replaceWith(place);
    panel.querySelector(".filters-panel__body").append(filters);
    panel.showModal();
    if (!wasOpened) for (const facet of filters.querySelectorAll(".facet:not(:has(:checked))")) facet.open = false;
    wasOpened = true;
  });
  panel.addEventListener("close", () => {
    place.replaceWith(filters);
    button.focus();
  });
  for (const closing of panel.querySelectorAll(".filters-panel__close, .filters-panel__done")) {
    closing.addEventListener("click", () => panel.close());
  }
  // Beside the panel is the page.
  panel.addEventListener("click", ({ target }) => {
    if (target === panel) panel.close();
  });
  window.matchMedia("(width >= 60rem)").addEventListener("change", ({ matches }) => {
    if (matches && panel.open) panel.close();
  });
}
