// Fills, checks and keeps the form, and makes the file of it. Nothing is sent anywhere.
{
  const root = document.querySelector(".proposal");
  const form = root.querySelector("form");
  const texts = readTexts(root);
  const rules = JSON.parse(root.dataset.rules);
  const part = (name) => root.querySelector(`.proposal__${name}`);
  const [summary, status, result] = ["summary", "status", "result"].map(part);
  const key = "zoomibank.proposal";

  // The elements right below another that have such an attribute: records hold fields of their own.
  const owned = (above, selector) =>
    [...above.querySelectorAll(selector)].filter((element) => element.parentElement.closest("[data-field], [data-item], form") === above);
  const fieldIn = (above, name) => owned(above, `[data-field="${name}"]`)[0];
  const itemsOf = (element) => owned(element, "[data-item]");
  const controlOf = (element) => element.querySelector("input, textarea, select");

  // Values from the page and to it

  const read = (field, element) => {
    switch (field.kind) {
      case "records":
        return itemsOf(element).map((item) => readRecord(field.fields, item));
      case "record":
        return readRecord(field.fields, element);
      case "choices":
        return [...element.querySelectorAll("input:checked")].map((box) => box.value);
      case "lines":
        return controlOf(element).value.split("\n");
      default:
        return controlOf(element).value;
    }
  };
  const readRecord = (fields, above) => Object.fromEntries(fields.map((field) => [field.name, read(field, fieldIn(above, field.name))]));

  const write = (field, element, value) => {
    switch (field.kind) {
      case "records":
        for (const item of itemsOf(element)) item.remove();
        for (const record of Array.isArray(value) ? value : []) writeRecord(field.fields, added(element), record);
        break;
      case "record":
        writeRecord(field.fields, element, value);
        break;
      case "choices":
        for (const box of element.querySelectorAll("input")) box.checked = Array.isArray(value) && value.includes(box.value);
        break;
      case "lines":
        controlOf(element).value = Array.isArray(value) ? value.join("\n") : "";
        break;
      default:
        controlOf(element).value = typeof value === "string" ? value : "";
    }
  };
  const writeRecord = (fields, above, values) => {
    for (const field of fields) write(field, fieldIn(above, field.name), values?.[field.name]);
  };

  // Records that there may be several of. Each item has ids of its own, which are never given again.

  let made = 0;
  const added = (element) => {
    const template = element.querySelector("template");
    const item = template.content.cloneNode(true).firstElementChild;
    made += 1;
    for (const inner of item.querySelectorAll("*")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        const given = inner.getAttribute(name);
        if (given) inner.setAttribute(name, given.replaceAll("-n-", `-${made}-`));
      }
    }
    template.before(item);
    numbered(element);
    return item;
  };
  const numbered = (element) => {
    itemsOf(element).forEach((item, place) => {
      for (const number of item.querySelectorAll(".proposal__number")) number.textContent = String(place + 1);
    });
  };

  // Faults

  const elementAt = (way) =>
    way.reduce((above, step) => (typeof step === "number" ? itemsOf(above)[filledItems(above)[step]] : fieldIn(above, step)), form);

  // The places of the items that say something: the others are no part of the values.
  const filledItems = (element) => {
    const field = rules.fields.find((one) => one.name === element.dataset.field);
    const items = itemsOf(element).map((item) => Object.keys(proposalRules.cleaned(field.fields, readRecord(field.fields, item))).length);
    return [...items.keys()].filter((place) => items[place]);
  };

  const own = (element, selector) => [...element.querySelectorAll(selector)].find((one) => one.closest("[data-field]") === element);

  const tell = (element, text) => {
    const error = own(element, ".proposal__error");
    const control = controlOf(element);
    // Records of which there are none yet.
    if (!control) return;
    const described = element.matches("fieldset") ? element : control;
    error.textContent = text;
    error.hidden = !text;
    const help = own(element, ".proposal__help");
    described.setAttribute("aria-describedby", text ? `${error.id} ${help.id}` : help.id);
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    element.classList.toggle("proposal__field--wrong", Boolean(text));
  };

  const labelOf = (element) => own(element, ".proposal__label").firstChild.textContent.trim();

  let isTried = false;
  const current = () => {
    const values = proposalRules.cleaned(rules.fields, readRecord(rules.fields, form));
    return { values, faults: proposalRules.faults(rules, values).map((fault) => ({ ...fault, element: elementAt(fault.way) })) };
  };

  const show = (faults) => {
    const wrong = new Map(faults.map((fault) => [fault.element, fault]).reverse());
    for (const element of form.querySelectorAll("[data-field]")) {
      const fault = wrong.get(element);
      if (own(element, ".proposal__error")) tell(element, fault ? texts.fill(fault.code, fault) : "");
    }
    const list = document.createElement("ul");
    list.append(
      ...[...wrong].reverse().map(([element, fault]) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = `#${controlOf(element).id}`;
        link.textContent = `${labelOf(element)}: ${texts.fill(fault.code, fault)}`;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          element.scrollIntoView();
          controlOf(element).focus();
        });
        line.append(link);
        return line;
      }),
    );
    part("faults").replaceChildren(list);
    summary.hidden = !faults.length;
  };

  // The draft

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  const keep = () => {
    try {
      window.localStorage.setItem(key, JSON.stringify(readRecord(rules.fields, form)));
      say(texts.kept);
    } catch {
      say(texts.unkept);
    }
  };

  const recall = () => {
    try {
      const kept = JSON.parse(window.localStorage.getItem(key));
      if (kept === null || typeof kept !== "object") return;
      writeRecord(rules.fields, form, kept);
      say(texts.recalled);
    } catch {
      // What can't be read is no draft; where storage is refused there is none.
    }
  };

  // Not on "change": what is mended when a field is left would move from under the pointer that presses the next one.
  const change = () => {
    keep();
    result.hidden = true;
    if (isTried) show(current().faults);
  };
  form.addEventListener("input", change);

  form.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.matches(".proposal__add")) {
      controlOf(added(button.closest("[data-field]"))).focus();
    } else if (button?.matches(".proposal__take")) {
      const element = button.closest("[data-item]").parentElement.closest("[data-field]");
      button.closest("[data-item]").remove();
      numbered(element);
      own(element, ".proposal__add").focus();
      change();
    }
  });

  // Emptying asks for a second press.
  const clear = part("clear");
  clear.addEventListener("click", () => {
    if (clear.dataset.sure === undefined) {
      clear.dataset.sure = "";
      clear.textContent = texts.clear_sure;
      return;
    }
    writeRecord(rules.fields, form, {});
    isTried = false;
    show([]);
    result.hidden = true;
    try {
      window.localStorage.removeItem(key);
    } catch {
      // There was nothing kept.
    }
    calm();
    say(texts.cleared);
    controlOf(form).focus();
  });
  const calm = () => {
    delete clear.dataset.sure;
    clear.textContent = texts.clear;
  };
  clear.addEventListener("blur", calm);

  // The file

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  };

  let file = { name: "", text: "" };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isTried = true;
    const { values, faults } = current();
    show(faults);
    result.hidden = faults.length > 0;
    if (faults.length) {
      summary.focus();
      return;
    }
    const { body, ...fields } = values;
    const name = `${proposalFile.slugify(values.title) || "uusi-kaytanto"}.md`;
    file = { name, text: proposalFile.text({ ...fields, added: today(), body }) };
    part("name").textContent = `content/practices/${name}`;
    part("made").querySelector("pre").textContent = file.text;
    const open = part("open");
    const address = proposalFile.newFile(root.dataset.newFile, `content/practices/${name}`, file.text);
    if (address) {
      open.querySelector("a").href = address.address;
      open.querySelector("p").textContent = address.isFilled ? texts.open_filled : texts.open_empty;
    }
    result.querySelector("h2").focus();
  });

  part("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: "text/markdown" }));
    link.download = file.name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  recall();
}
