// What may be written in each field, as the program that checks the bank knows it too. Touches nothing on the page.
const proposalRules = (() => {
  // What the bank lets nobody write: control characters, invisible ones, those that turn the direction of text.
  const forbidden =
    /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

  const clean = (text) =>
    text.replace(/\r\n?/g, "\n").replace(forbidden, (bad) => (bad === "\n" || bad === "\t" ? bad : "")).normalize("NFC");
  const cleanText = (text) => clean(text).trim();
  const cleanLine = (text) => cleanText(text).replace(/\s+/gu, " ");

  const inRange = (year) => year >= 1990 && year <= 2100;

  const isDay = (text) => {
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
  };

  const isWebAddress = (text) => {
    if (!/^https?:\/\/[^\s<>"\\^`{|}]+$/iu.test(text)) return false;
    const [, host, port] = /^[a-z]+:\/\/([^/?#]*?)(?::([^/?#:\]]*))?(?:[/?#]|$)/iu.exec(text) ?? [];
    if (!host || host.includes("@") || port?.includes("@")) return false;
    if (port && !(/^\d+$/.test(port) && Number(port) <= 65_535)) return false;
    return host.includes("[") || host.includes("]") ? /^\[[\da-f:.]+\]$/iu.test(host) : !host.includes(":");
  };

  // Each gives the name of what is wrong, or "".
  const readers = {
    line: () => "",
    text: () => "",
    keyword: (text) => {
      if (/[.!?]$/.test(text) || text.split(" ").length > 4 || [...text].length > 80) return "keyword_is_sentence";
      return /[\p{L}\p{N}]/u.test(text) ? "" : "nothing_said";
    },
    date: (text) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isDay(text)) return "not_a_date";
      return inRange(Number(text.slice(0, 4))) ? "" : "date_out_of_range";
    },
    web_address: (text) => (isWebAddress(text) ? "" : "bad_url"),
    email: (text) =>
      text.length <= 254 &&
      /^[\p{L}\p{N}_.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\p{L}\p{N}_-]{1,63}\.)+[\p{L}\p{N}_-]{2,63}$/u.test(text)
        ? ""
        : "bad_email",
    language_code: (text) => (/^[a-z]{2,3}$/.test(text) ? "" : "not_a_language"),
    whole_number: (text) => (/^\d{1,12}$/.test(text) ? "" : "not_a_number"),
  };

  // The value of a field without what says nothing: an empty text, list or record is undefined.
  const cleaned = (field, value) => {
    const one = field.reader === "text" ? cleanText : cleanLine;
    const record = (given) => {
      const parts = field.fields.map((inner) => [inner.name, cleaned(inner, given?.[inner.name])]);
      const said = parts.filter(([, part]) => part !== undefined);
      return said.length ? Object.fromEntries(said) : undefined;
    };
    const list = (items) => (items.length ? items : undefined);
    switch (field.kind) {
      case "records":
        return list((value ?? []).map(record).filter(Boolean));
      case "record":
        return record(value);
      case "lines":
      case "choices":
        return list((value ?? []).map(one).filter(Boolean));
      default:
        return one(value ?? "") || undefined;
    }
  };

  // What is wrong with a single value of a field.
  const faultOf = (field, text, nothing) => {
    // The page offers no others.
    if (field.kind.startsWith("choice")) return null;
    if (nothing.includes(text.toLowerCase())) return { code: "nothing_said" };
    const code = readers[field.reader](text);
    if (code) return { code };
    if (field.kind === "lines") return null;
    const size = field.reader === "whole_number" ? Number(text) : [...text].length;
    const bounds = { low: field.low, high: field.high, length: size };
    if (field.reader === "whole_number") {
      return size < field.low || (field.high && size > field.high) ? { code: "not_a_number" } : null;
    }
    if (size < field.low) return { code: "too_short", ...bounds };
    if (field.high && size > field.high) return { code: "too_long", ...bounds };
    return null;
  };

  const faultOfList = (field, items, nothing) => {
    for (const item of items) {
      const fault = faultOf(field, item, nothing);
      if (fault) return { ...fault, given: item };
    }
    const twice = items.find((item, place) => items.indexOf(item) !== place);
    if (twice !== undefined) return { code: "repeated", given: twice };
    if (field.high && items.length > field.high) return { code: "too_many", high: field.high };
    return items.length < field.low ? { code: "too_few", low: field.low } : null;
  };

  const isNumber = (step) => typeof step === "number";

  const faultsOf = (field, value, way, nothing) => {
    const told = (fault) => (fault ? [{ way, ...fault }] : []);
    if (value === undefined) return field.required ? told({ code: field.kind.startsWith("choice") ? "unchosen" : "missing" }) : [];
    switch (field.kind) {
      case "records":
        return value.flatMap((record, place) => faultsOfRecord(field.fields, record, [...way, place], nothing));
      case "record":
        return faultsOfRecord(field.fields, value, way, nothing);
      case "lines":
      case "choices":
        return told(faultOfList(field, value, nothing));
      default:
        return told(faultOf(field, value, nothing));
    }
  };

  const faultsOfRecord = (fields, values, way, nothing) => {
    const faults = fields.flatMap((field) => faultsOf(field, values[field.name], [...way, field.name], nothing));
    const [at] = way.filter((step) => !isNumber(step));
    if (at === "results" && values.kind === "measured" && !values.source) {
      faults.push({ way: [...way, "source"], code: "measured_without_source" });
    }
    return faults;
  };

  return {
    // The values without what says nothing, in the order of the fields.
    cleaned: (fields, values) => cleaned({ kind: "record", fields }, values) ?? {},
    clean,
    readers,

    // All that is wrong with cleaned values, in the order of the fields; `way` leads to each value.
    faults: ({ fields, nothing }, values) => {
      const faults = faultsOfRecord(fields, values, [], nothing);
      if (values.origin?.kind === "project" && !values.project) {
        faults.push({ way: ["project"], code: "origin_without_project" });
      }
      const order = fields.map((field) => field.name);
      return faults
        .map((fault, place) => ({ fault, rank: [order.indexOf(fault.way[0]), place] }))
        .sort((one, other) => one.rank[0] - other.rank[0] || one.rank[1] - other.rank[1])
        .map(({ fault }) => fault);
    },
  };
})();

if (typeof module !== "undefined") {
  module.exports = proposalRules;
}
