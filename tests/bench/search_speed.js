// What is measured inside the browse page; every time is in milliseconds.
window.bench = {
  list: () => document.querySelector("[data-results]"),

  // Waits until the list shows what was asked for.
  settled: () =>
    new Promise((resolve) => {
      const list = window.bench.list();
      const isDone = () => list.getAttribute("aria-busy") !== "true";
      if (isDone()) {
        resolve();
        return;
      }
      const observer = new MutationObserver(() => {
        if (!isDone()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(list, { attributeFilter: ["aria-busy"] });
    }),

  // From an act until its results are laid out, and until the frame that shows them has been painted.
  timed: async (act) => {
    const start = performance.now();
    act();
    await window.bench.settled();
    const fault = document.querySelector("main [role=alert]").textContent;
    if (fault) throw new Error(fault);
    document.body.getBoundingClientRect();
    const laidOut = performance.now() - start;
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
    return [laidOut, performance.now() - start];
  },

  field: () => document.querySelector("main input[name=q]"),

  ready: async () => {
    window.bench.field().focus();
    await searchBank();
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  },

  fill: (text) =>
    window.bench.timed(() => {
      const field = window.bench.field();
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }),

  // One letter after another.
  type: async (text) => {
    const times = [];
    for (let end = 1; end <= text.length; end += 1) times.push(await window.bench.fill(text.slice(0, end)));
    return times;
  },

  // The search alone: entries and the cards of the first twenty.
  find: async (text) => {
    const bank = await searchBank();
    const start = performance.now();
    const { hits } = await bank.find(text);
    await bank.cards(Array.from(hits).slice(0, 20));
    return performance.now() - start;
  },

  // Unfolds each facet in turn, ticks its first boxes, one more at a time, and unticks them again.
  choose: async (boxesAFacet) => {
    const times = [];
    for (const facet of document.querySelectorAll("fieldset[data-facet]")) {
      facet.closest("details").open = true;
      await new Promise((resolve) => {
        setTimeout(resolve, 200); // its column is loaded meanwhile
      });
      await window.bench.settled();
      const boxes = [...facet.querySelectorAll("input:not(:disabled)")].slice(0, boxesAFacet);
      for (const box of [...boxes, ...boxes]) times.push(await window.bench.timed(() => box.click()));
    }
    return times;
  },

  // Counts anew with one and two facets chosen from, without showing it: eleven facets, or those whose names are given.
  recount: async (names) => {
    const bank = await searchBank();
    const columns = await bank.columns(names);
    const counting = searchFacets(columns, bank.n);
    const times = [];
    for (const one of names) {
      for (const other of names) {
        const chosen = new Map([
          [one, columns[one].keys.slice(0, 2)],
          [other, columns[other].keys.slice(0, 1)],
        ]);
        const start = performance.now();
        counting.run(chosen);
        times.push(performance.now() - start);
      }
    }
    return times;
  },
};
