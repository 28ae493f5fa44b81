// Keeps what is filled in, in this browser only, and makes files of it.
{
  const root = document.querySelector(".adopt");
  const texts = readTexts(root);
  const status = root.querySelector(".adopt__status");
  const fields = [...root.querySelectorAll("[data-field]")];
  const key = `zoomibank.plan.${root.dataset.ref}`;
  const isBox = (field) => field.type === "checkbox";
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  // What stands on the page without the reader's doing is not kept: it is the practice's, in the page's language.
  const isChanged = (field) => (isBox(field) ? field.checked : field.value !== field.defaultValue);
  const stored = () => {
    const found = JSON.parse(window.localStorage.getItem(key) ?? "{}");
    return new Map(found !== null && typeof found === "object" ? Object.entries(found) : []);
  };

  // An empty day shows how it is typed, which has no place on paper.
  const marked = () => {
    for (const field of fields) if (field.type === "date") field.classList.toggle("adopt__empty", !field.value);
  };

  const keep = () => {
    try {
      const kept = stored();
      for (const field of fields) {
        if (isChanged(field)) kept.set(field.dataset.field, isBox(field) ? true : field.value);
        else kept.delete(field.dataset.field);
      }
      window.localStorage.setItem(key, JSON.stringify(Object.fromEntries(kept)));
      say(texts.kept);
    } catch {
      say(texts.unkept);
    }
  };

  const recall = () => {
    try {
      const kept = stored();
      for (const field of fields) {
        const value = kept.get(field.dataset.field);
        if (isBox(field)) field.checked = value === true;
        else if (typeof value === "string") field.value = value;
      }
      if (kept.size) say(texts.recalled);
    } catch {
      // What can't be read is no plan; where storage is refused there is none.
    }
  };

  let waiting;
  root.addEventListener("input", () => {
    marked();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, 300);
  });
  window.addEventListener("pagehide", () => {
    if (fields.some(isChanged)) keep();
  });

  // Emptying asks for a second press.
  const clear = root.querySelector(".adopt__clear");
  const calm = () => {
    delete clear.dataset.sure;
    clear.textContent = texts.clear;
  };
  clear.addEventListener("blur", calm);
  clear.addEventListener("click", () => {
    if (clear.dataset.sure === undefined) {
      clear.dataset.sure = "";
      clear.textContent = texts.clear_sure;
      return;
    }
    for (const field of fields) {
      if (isBox(field)) field.checked = false;
      else field.value = field.defaultValue;
    }
    try {
      window.localStorage.removeItem(key);
    } catch {
      // There was nothing kept.
    }
    window.clearTimeout(waiting);
    marked();
    calm();
    say(texts.cleared);
    fields[0].focus();
  });

  // The files

  const labelOf = (field) => root.querySelector(`label[for="${field.id}"]`)?.textContent.trim() ?? "";
  const day = (field) => (field.type === "date" && field.value ? field.value.split("-").reverse().map(Number).join(".") : field.value.trim());
  const checkOf = (item) => {
    const [box, date, note] = item.querySelectorAll("[data-field]");
    return { kind: "check", label: labelOf(box), isDone: box.checked, note: [day(date), day(note)].filter(Boolean).join(", ") };
  };
  const blocksOf = (part) => {
    const list = part.querySelector("[data-list]");
    const checks = [...part.querySelectorAll("[data-check]")];
    const table = part.querySelector("[data-table]");
    if (list) return [{ kind: "list", items: [...list.children].map((item) => item.textContent.trim()) }];
    if (checks.length) return checks.map(checkOf);
    const own = [...part.querySelectorAll("[data-field]")].filter((field) => !field.closest("[data-table]"));
    const blocks = own.map((field) => ({ kind: "text", label: field.matches("textarea") ? "" : labelOf(field), value: day(field) })).filter(({ value }) => value);
    const rows = table ? [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-field]")].map(day)).filter((row) => row.some(Boolean)) : [];
    if (rows.length) blocks.push({ kind: "table", head: [...table.tHead.rows[0].cells].map((head) => head.textContent), rows });
    return blocks;
  };
  const plan = () => ({
    title: document.querySelector("h1").textContent.replaceAll("\u00ad", ""),
    subtitle: document.querySelector(".page-head .eyebrow").textContent,
    language: document.documentElement.lang,
    parts: [...root.querySelectorAll("[data-part]")].map((part) => ({ title: part.querySelector("h2").textContent.trim(), blocks: blocksOf(part) })),
  });

  const hand = (data, type, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type }));
    link.download = `${root.dataset.ref.split("/")[1]}.${ending}`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // What packs a document is loaded when it is first asked for; scripts may come from a disk, too.
  let packer;
  const loaded = () => {
    packer ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root.dataset.zip;
      script.onload = () => resolve(window.fflate);
      script.onerror = () => {
        packer = undefined;
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
    return packer;
  };

  root.querySelector(".adopt__print").addEventListener("click", () => window.print());
  root.querySelector(".adopt__markdown").addEventListener("click", () => hand(planFile.markdown(plan()), "text/markdown", "md"));
  root.querySelector(".adopt__docx").addEventListener("click", async () => {
    try {
      const { zipSync, strToU8 } = await loaded();
      const files = Object.entries(planFile.docx(plan())).map(([name, text]) => [name, strToU8(text)]);
      hand(zipSync(Object.fromEntries(files)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    } catch (error) {
      tellFailure(status, texts.failed, error);
    }
  });

  recall();
  marked();
}
