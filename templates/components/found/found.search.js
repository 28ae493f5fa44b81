// Searches and narrows a list. What is chosen stands in the controls and in the address; the list follows.
//
// `field` is where the words are typed, if the page has such a field; `blank` is a card to be filled; `showAll` shows
// the list as it stands without a search, `fail` does, too, and tells why.
const openFound = (found, bank, { field, blank, showAll, fail }) => {
  const SHOWN = bank.isWhole ? 20 : 10;
  const part = (name) => found.querySelector(`.found__${name}`);
  const texts = readTexts(found);
  const list = found.querySelector("[data-results]");
  const [counter, chips, notes, nothing, near, more, orders] = [
    "count", "chips", "notes", "nothing", "near", "more", "orders",
  ].map(part);
  const button = found.querySelector(".filters-button");
  const done = found.querySelector(".filters-panel__done");
  const standings = part("standings").content;
  const fieldsets = new Map(
    [...found.querySelectorAll("fieldset[data-facet]")].map((fieldset) => [fieldset.dataset.facet, fieldset]),
  );
  const { parameter, key } = found.dataset;
  const scope = new Map(parameter ? [[parameter, [key]]] : []);

  // Where there is no field, the words stand here; the order is "" where it is the usual one.
  let words = "";
  let order = "";
  let shown = [];
  let marks = () => false;
  let latest = 0;
  let facets = { names: null, count: null };

  const boxes = (fieldset) => [...fieldset.querySelectorAll(".choice__box")];
  const wide = window.matchMedia("(width >= 60rem)");
  const panel = found.querySelector(".filters-panel");
  const isFolded = (fieldset) => !(wide.matches || panel.open) || !fieldset.closest(".facet").open;
  const typed = () => field?.value ?? words;
  const usual = (query) => (query ? "" : "nimi");

  // State

  const gathered = () => {
    const chosen = new Map();
    for (const [name, fieldset] of fieldsets) {
      const keys = boxes(fieldset).filter((box) => box.checked).map((box) => box.value);
      if (keys.length > 0) chosen.set(name, keys);
    }
    const query = typedWords(typed());
    return { query, chosen, order: order === usual(query) ? "" : order };
  };

  // A value that is not shown gets a box, if its facet has it.
  const addMissing = async ({ chosen }) => {
    const missing = [...chosen].map(([name, keys]) => {
      const shown = new Set(boxes(fieldsets.get(name)).map((box) => box.value));
      return [name, keys.filter((one) => !shown.has(one))];
    });
    const names = missing.filter(([, keys]) => keys.length > 0).map(([name]) => name);
    if (names.length === 0) return;
    const columns = await bank.columns(names);
    for (const [name, keys] of missing) {
      const known = new Map(columns[name]?.keys.map((one, place) => [one, columns[name].names[place]]));
      for (const one of keys.filter((key) => known.has(key))) {
        filterChoices.add(fieldsets.get(name), one, known.get(one)).checked = true;
      }
    }
  };

  // Puts what the address says into the controls.
  const adopt = async () => {
    const state = searchState.read(window.location.search, fieldsets.keys());
    if (field && typedWords(field.value) !== state.query) field.value = state.query;
    words = state.query;
    order = state.order;
    for (const [name, fieldset] of fieldsets) {
      for (const box of boxes(fieldset)) box.checked = state.chosen.get(name)?.includes(box.value) ?? false;
    }
    await addMissing(state);
  };

  const languages = [...document.querySelectorAll(".languages a")].map((link) => [link, link.getAttribute("href")]);

  const follow = (search) => {
    for (const [link, address] of languages) link.setAttribute("href", address + search);
  };

  const tell = (state, isNew) => {
    const { pathname, hash } = window.location;
    const search = searchState.written(state);
    follow(search);
    if (search === window.location.search) return;
    try {
      window.history[isNew ? "pushState" : "replaceState"](null, "", (search || pathname) + hash);
    } catch {
      // Browsers refuse too many changes at a time; the next one catches up.
    }
  };

  // The list

  const fill = (element, text, language) => {
    const pieces = markedText(text, marks);
    element.replaceChildren(...pieces);
    if (language) element.lang = language;
    else element.removeAttribute("lang");
    return pieces.some((piece) => piece.nodeType === Node.ELEMENT_NODE);
  };

  // Elements are filled anew rather than made anew, which takes a fraction of the time; so `made` keeps them.
  const made = [];

  const cardElement = (place) => {
    if (!made[place]) {
      const element = blank.cloneNode(true);
      const [link, summary, facts, standing] = ["title a", "summary", "facts", "standing"].map((name) =>
        element.querySelector(`.card__${name}`),
      );
      made[place] = { element, link, summary, facts, standing, state: "" };
    }
    return made[place];
  };

  const showCard = (card, place, isSearched) => {
    const own = cardElement(place);
    own.link.setAttribute("href", siteAddress(card.url));
    const items = card.facts.map(() => document.createElement("li"));
    const isMarked = [
      fill(own.link, card.title, card.titleLang),
      fill(own.summary, card.summary, card.summaryLang),
      ...items.map((item, number) => fill(item, card.facts[number], "")),
    ].some(Boolean);
    own.facts.replaceChildren(...items);
    if (own.state !== card.state) {
      own.state = card.state;
      own.standing.firstElementChild.replaceWith(
        standings.querySelector(`.standing--${CSS.escape(card.state)}`).cloneNode(true),
      );
    }
    own.standing.lastElementChild.textContent = card.checked;
    if (own.summary.nextElementSibling.matches(".found__elsewhere")) own.summary.nextElementSibling.remove();
    if (isSearched && !isMarked) {
      const note = document.createElement("p");
      note.className = "found__elsewhere";
      note.textContent = texts.elsewhere;
      own.summary.after(note);
    }
    return own.element;
  };

  const showCards = (cards, isSearched) => {
    const elements = cards.map((card, place) => showCard(card, place, isSearched));
    if (list.firstElementChild !== elements[0] || list.children.length !== elements.length) {
      list.replaceChildren(...elements);
    }
  };

  // Words around what was typed, which may be written from right to left.
  const echo = (text) => {
    const element = document.createElement("bdi");
    element.textContent = text;
    return element;
  };

  const wordButton = (text) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "found__word";
    element.append(echo(text));
    element.addEventListener("click", () => search(text));
    return element;
  };

  const line = (label, ...parts) => {
    const element = document.createElement("p");
    element.append(label, ...parts.flatMap((one, place) => [place === 0 ? " " : ", ", one]));
    return element;
  };

  const showNotes = (result) => {
    const lost = (result?.words ?? []).filter(({ way }) => way === "none").map((word) => echo(word.typed));
    const lines = [];
    if (result?.also?.length > 0) lines.push(line(texts.also, ...result.also.map(echo)));
    if (result?.meant?.length > 0) lines.push(line(texts.meant, ...result.meant.map(wordButton)));
    if (lost.length > 0 && result.hits.length > 0) lines.push(line(texts.missing, ...lost));
    notes.replaceChildren(...lines);
    notes.hidden = lines.length === 0;
    near.replaceChildren(...(result?.near?.length > 0 ? line(texts.near, ...result.near.map(wordButton)).childNodes : []));
    near.hidden = near.childNodes.length === 0;
  };

  const labelOf = (box) => box.closest("label").querySelector(".choice__label");

  const chip = (text, label, remove) => {
    const item = document.createElement("li");
    const element = document.createElement("button");
    element.type = "button";
    element.className = label ? "found__chip" : "found__clear";
    element.append(echo(text));
    if (label) element.setAttribute("aria-label", label);
    element.addEventListener("click", () => {
      const place = [...item.parentNode.children].indexOf(item);
      remove();
      (chips.querySelectorAll("button")[place] ?? chips.querySelector("button") ?? part("title")).focus();
    });
    item.append(element);
    return item;
  };

  const showChips = ({ query, chosen }) => {
    const items = [];
    if (query && !field) items.push(chip(query, texts.fill("removeQuery", { label: query }), () => search("")));
    for (const name of chosen.keys()) {
      for (const box of boxes(fieldsets.get(name)).filter((one) => one.checked)) {
        const label = labelOf(box);
        const item = chip(label.textContent, texts.fill("remove", { label: label.textContent }), () => {
          box.checked = false;
          renew(true);
        });
        if (label.lang) item.firstElementChild.lang = label.lang;
        items.push(item);
      }
    }
    if (items.length > 0) {
      items.push(
        chip(texts.clear, "", () => {
          for (const fieldset of fieldsets.values()) for (const box of boxes(fieldset)) box.checked = false;
          if (!field) words = "";
          renew(true);
        }),
      );
    }
    const row = document.createElement("ul");
    row.append(...items);
    chips.replaceChildren(row);
    chips.hidden = items.length === 0;
  };

  // The parts that tell what is chosen, which need no index.
  const showChosen = (state) => {
    showChips(state);
    let all = 0;
    for (const [name, fieldset] of fieldsets) {
      const count = state.chosen.get(name)?.length ?? 0;
      all += count;
      const told = fieldset.closest(".facet").querySelector(".facet__chosen");
      told.textContent = texts.counted("chosen", count);
      told.hidden = count === 0;
    }
    button.textContent = all > 0 ? button.dataset.counted.replace("{count}", all) : button.dataset.title;
    orders.options[0].hidden = !state.query;
    orders.value = state.order || usual(state.query);
  };

  const showCounts = (counts) => {
    for (const [name, fieldset] of fieldsets) {
      const own = counts.get(name);
      if (!own) continue;
      for (const box of boxes(fieldset)) {
        const count = own.of(box.value);
        filterChoices.tell(box, texts.number(count));
        box.disabled = count === 0 && !box.checked;
      }
    }
  };

  const showCount = (count, total) => {
    counter.dataset.count = count;
    const text = texts.fill("count", { found: texts.number(count), total: texts.number(total) });
    if (counter.textContent !== text) counter.textContent = text;
    tellDone(count);
  };

  const tellDone = (count) => {
    done.textContent = count === 1 ? done.dataset.one : done.dataset.other.replace("{count}", texts.number(count));
  };

  const columnsFor = async (names) => {
    const wanted = [...new Set([...names, ...scope.keys()])].sort();
    if (facets.names !== wanted.join()) {
      facets = { names: wanted.join(), count: searchFacets(await bank.columns(wanted), bank.n) };
    }
    return facets.count;
  };

  const inOrder = (docs, order) => {
    const wanted = new Set(docs);
    return [...order].filter((doc) => wanted.has(doc));
  };

  const ORDERS = { uusin: "added", tarkistettu: "reviewed" };

  // Narrows the list to what the controls say. `isNew` makes a place to come back to.
  const renew = async (isNew = false) => {
    const state = gathered();
    await show();
    tell(state, isNew);
  };

  const show = async () => {
    latest += 1;
    const turn = latest;
    const state = gathered();
    const { query, chosen } = state;
    showChosen(state);
    if (!query && chosen.size === 0 && !state.order) {
      showAll();
      tellDone(Number(counter.dataset.count));
      return;
    }
    try {
      list.setAttribute("aria-busy", "true");
      const open = [...fieldsets].filter(([, fieldset]) => !isFolded(fieldset)).map(([name]) => name);
      const [result, counting, byTime] = await Promise.all([
        query ? bank.find(query) : null,
        columnsFor([...open, ...chosen.keys()]),
        ORDERS[state.order] ? bank.order(ORDERS[state.order]) : null,
      ]);
      if (turn !== latest) return;
      const total = scope.size > 0 ? counting.run(new Map(), null, scope).docs.length : bank.n;
      const { docs, counts } = counting.run(chosen, result?.hits, scope);
      shown = byTime ? inOrder(docs, byTime) : state.order === "nimi" ? docs.sort((one, other) => one - other) : docs;
      const cards = await bank.cards(shown.slice(0, SHOWN));
      if (turn !== latest) return;
      marks = result?.marks ?? (() => false);
      showCards(cards, Boolean(query));
      list.removeAttribute("aria-busy");
      for (const one of found.querySelectorAll(".found__list > :is(.empty, .pager)")) one.hidden = true;
      part("alert").textContent = "";
      showNotes(result);
      showCounts(counts);
      showCount(shown.length, total);
      nothing.hidden = shown.length > 0;
      more.hidden = shown.length <= SHOWN;
    } catch (error) {
      if (turn === latest) fail(error);
    }
  };

  const showMore = async () => {
    const turn = latest;
    const first = list.children.length;
    try {
      const cards = await bank.cards(shown.slice(first, first + SHOWN));
      if (turn !== latest) return;
      list.append(...cards.map((card, place) => showCard(card, first + place, Boolean(typedWords(typed())))));
      more.hidden = shown.length <= list.children.length;
      list.children[first]?.querySelector("a").focus();
    } catch (error) {
      fail(error);
    }
  };

  const search = (text) => {
    words = text;
    if (field) {
      field.value = text;
      field.focus();
    }
    renew(true);
  };

  // Events

  button.dataset.title ??= button.textContent;
  for (const fieldset of fieldsets.values()) {
    fieldset.addEventListener("change", () => renew(true));
    // A facet's counts are looked up when they are seen.
    fieldset.closest(".facet").addEventListener("toggle", () => {
      if (!isFolded(fieldset)) show();
    });
  }
  button.addEventListener("click", () => show());
  orders.addEventListener("change", () => {
    order = orders.value === usual(typedWords(typed())) ? "" : orders.value;
    renew(true);
  });
  more.addEventListener("click", showMore);
  field?.addEventListener("input", (event) => {
    if (!event.isComposing) renew();
  });
  field?.addEventListener("compositionend", () => renew());
  field?.form.addEventListener("submit", () => renew());
  window.addEventListener("popstate", async () => {
    try {
      await adopt();
    } catch (error) {
      fail(error);
      return;
    }
    follow(window.location.search);
    openChosen();
    await show();
  });

  const openChosen = () => {
    for (const fieldset of fieldsets.values()) {
      if (boxes(fieldset).some((box) => box.checked)) fieldset.closest(".facet").open = true;
    }
  };

  // What the reader did before this was here holds; what the address asks for beside that does, too.
  const start = async () => {
    const asked = searchState.read(window.location.search, fieldsets.keys());
    const isNew = searchState.written(asked) === "";
    order = orders.value === "nimi" ? asked.order : orders.value;
    if (!field) words = asked.query;
    await addMissing(asked);
    openChosen();
    await renew(isNew && gathered().chosen.size > 0);
  };
  return start().catch(fail);
};
