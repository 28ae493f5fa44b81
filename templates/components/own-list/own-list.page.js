// The entries' scripts, which a page opened from the file system may load, too, call this.
const arrivedEntries = new Map();
const zoomibankEntry = (entry) => arrivedEntries.set(entry.ref, entry);

{
  const root = document.querySelector(".own-list");
  const told = root.dataset;
  const part = (name) => root.querySelector(`.own-list__${name}`);
  const [count, status, undo, items] = ["count", "status", "undo", "items"].map(part);
  const name = root.querySelector("#own-list-name");
  const heading = document.querySelector("h1");
  // A disk has no addresses for others; where the site is published has.
  const page = (window.location.protocol === "file:" && told.page) || window.location.href;

  const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

  // Entries

  const loads = new Map();

  const fetched = (ref) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${told.entries}/${ref}.js`;
      script.addEventListener("load", () => {
        const entry = arrivedEntries.get(ref);
        if (entry) resolve(entry);
        else reject(new Error(`no entry in the script of ${ref}`));
      });
      script.addEventListener("error", () => reject(new Error(`no script of ${ref}`)));
      document.head.append(script);
    });

  // An entry, also by an old slug; a ref that failed is tried anew the next time.
  const load = (ref) => {
    if (!loads.has(ref)) {
      const entry = fetched(ref).then((found) => (found.now ? load(found.now) : found));
      loads.set(ref, entry);
      entry.catch(() => loads.delete(ref));
    }
    return loads.get(ref);
  };

  // The list that is shown

  const shared = listAddress.read(window.location.search, collected);
  let isShared = shared !== null;
  let shown = null;
  let found = [];
  let cards = new Map();
  let turn = 0;
  let before = [];

  const spoken = (element, language) => {
    if (language !== document.documentElement.lang) element.lang = language;
    return element;
  };

  const madeCard = (ref, entry) => {
    if (!entry) {
      return madeElement("li", "card", madeElement("h2", "card__title", ref), madeElement("p", "card__summary", told.missing));
    }
    const { facts } = entry;
    const link = spoken(madeElement("a", "", entry.title), entry.language);
    link.href = entry.url;
    const words = [
      facts.kind, ...facts.themes, ...facts.targetGroups, facts.phase, facts.evidence, facts.language,
    ].filter(Boolean);
    const standing = entryText(entry).querySelector(".standing") ?? entry.state;
    return madeElement(
      "li", "card",
      madeElement("h2", "card__title", link),
      spoken(madeElement("p", "card__summary", entry.summary), entry.summaryLanguage),
      madeElement(
        "div", "card__side",
        madeElement("ul", "card__facts", ...words.map((word) => madeElement("li", "", word))),
        madeElement("p", "card__standing", standing, madeElement("span", "", facts.checked)),
      ),
    );
  };

  const withActs = (card, ref, title) => {
    card.append(root.querySelector("template").content.cloneNode(true));
    for (const button of card.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${title}`);
    }
    const on = (act, run) => card.querySelector(`.own-list__${act}`).addEventListener("click", run);
    on("up", () => move(ref, title, -1));
    on("down", () => move(ref, title, 1));
    on("take", () => take(ref, title));
    return card;
  };

  const showNotes = () => {
    const notes = [
      !ownList.isKept && told.unkept,
      ownList.isDamaged && told.damaged,
      isShared && shared.isCut && told.tooMany,
      isShared && shared.unknown.length > 0 && filled(told.unknown, { refs: shared.unknown.join(", ") }),
    ].filter(Boolean);
    const old = [...part("notes").children].map((note) => note.textContent);
    if (old.join("\n") !== notes.join("\n")) {
      part("notes").replaceChildren(...notes.map((note) => madeElement("p", "own-list__note", note)));
    }
  };

  const show = async () => {
    const refs = isShared ? shared.refs : ownList.read();
    showNotes();
    part("shared").hidden = !isShared;
    part("clear").hidden = isShared;
    if (shown === refs.join()) return;
    const mine = ++turn;
    if (refs.some((ref) => !loads.has(ref))) count.textContent = told.loading;
    const results = await Promise.allSettled(refs.map(load));
    // Unless the list has changed meanwhile.
    if (mine !== turn) return;
    const known = new Set(found);
    shown = refs.join();
    found = results.map(({ value }) => value).filter(Boolean);
    cards = new Map(
      refs.map((ref, place) => {
        const entry = results[place].value;
        if (known.has(entry) && cards.has(ref)) return [ref, cards.get(ref)];
        const card = madeCard(ref, entry);
        return [ref, isShared ? card : withActs(card, ref, entry?.title ?? ref)];
      }),
    );
    items.replaceChildren(...(refs.length > 0 ? [madeElement("ul", "cards", ...cards.values())] : []));
    items.querySelectorAll(".own-list__up").forEach((button, place) => {
      button.disabled = place === 0;
    });
    items.querySelectorAll(".own-list__down").forEach((button, place) => {
      button.disabled = place === refs.length - 1;
    });
    count.textContent = refs.length > 0 ? filled(refs.length === 1 ? told.one : told.other, { count: refs.length }) : "";
    part("empty").hidden = refs.length > 0;
    part("ways").hidden = refs.length === 0;
    root.querySelector(".citation__reference").textContent = listAddress.made(page, refs);
    document.querySelector(".booklet")?.remove();
  };

  let ready = Promise.resolve();
  ownList.follow(() => {
    ready = show();
  });

  // What the reader does with it

  const change = async (refs, words, isUndone = false) => {
    before = isUndone ? ownList.read() : [];
    undo.hidden = !isUndone;
    ownList.write(refs);
    await ready;
    status.textContent = words;
  };

  const focus = (ref, ...acts) => {
    const buttons = acts.map((act) => cards.get(ref)?.querySelector(`.own-list__${act}`));
    (buttons.find((button) => button && !button.disabled) ?? undo).focus();
  };

  const move = async (ref, title, step) => {
    const refs = ownList.read().filter((one) => one !== ref);
    const place = ownList.read().indexOf(ref) + step;
    refs.splice(place, 0, ref);
    await change(refs, filled(told.moved, { title, place: place + 1 }));
    focus(ref, ...(step < 0 ? ["up", "down"] : ["down", "up"]));
  };

  const take = async (ref, title) => {
    const refs = ownList.read();
    const place = refs.indexOf(ref);
    await change(refs.filter((one) => one !== ref), filled(told.taken, { title }), true);
    focus(refs[place + 1] ?? refs[place - 1], "take");
  };

  undo.addEventListener("click", async () => {
    const back = before.filter((ref) => !ownList.read().includes(ref));
    await change(collected.kept([...before, ...ownList.read()]), told.undone);
    focus(back[0], "take");
  });

  part("clear").addEventListener("click", async () => {
    await change([], told.cleared, true);
    undo.focus();
  });

  part("save").addEventListener("click", async () => {
    const both = new Set([...ownList.read(), ...shared.refs]);
    isShared = false;
    shown = null;
    cards = new Map();
    window.history.replaceState(null, "", window.location.pathname);
    carryAddress();
    await change(collected.kept([...both]), both.size > collected.most ? told.full : told.saved);
    status.focus();
  });

  // A shared list is shared in every language.
  const carryAddress = () => {
    for (const link of document.querySelectorAll("a[hreflang]")) link.search = window.location.search;
  };
  carryAddress();

  // Ways out

  const webAddress = ({ url }) => listAddress.short(new URL(url, page).href);

  part("csv").addEventListener("click", () => {
    const rows = found.map((entry) => {
      const { kind, themes, targetGroups, owner, reviewed } = entry.facts;
      const { title, summary, state } = entry;
      return [title, kind, summary, themes.join("; "), targetGroups.join("; "), owner, state, reviewed, webAddress(entry)];
    });
    const text = listTable.text([JSON.parse(told.columns), ...rows]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "lista.csv";
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  part("print").addEventListener("click", async () => {
    const today = new Date();
    const date = filled(told.date, {
      day: today.getDate(),
      month: today.getMonth() + 1,
      month_name: today.toLocaleDateString(document.documentElement.lang, { month: "long" }),
      year: today.getFullYear(),
    });
    document.querySelector(".booklet")?.remove();
    const booklet = madeBooklet(
      found.map((entry) => ({ ...entry, address: webAddress(entry) })),
      {
        bank: told.bank,
        title: name.value.trim() || heading.textContent,
        printed: filled(told.printed, { date }),
        contents: told.contents,
      },
    );
    document.querySelector("main").append(booklet);
    const images = [...booklet.querySelectorAll("img")];
    for (const image of images) image.loading = "eager";
    await Promise.allSettled(images.map((image) => image.decode()));
    window.print();
  });
}
