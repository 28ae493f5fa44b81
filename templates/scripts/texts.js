// The interface texts that an element carries for its script, filled in.
const readTexts = (element) => {
  const texts = JSON.parse(element.dataset.texts ?? "{}");

  // The pattern's names in braces replaced by values, which may hold braces themselves.
  const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const number = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, texts.thousands);

  return {
    ...texts,
    number,
    fill: (name, values) => filled(texts[name], values),
    counted: (name, count) => filled(texts[name][count === 1 ? "one" : "other"], { count: number(count) }),
  };
};

// What failed is told on the page in words; developers get the reason, once.
const tellFailure = (() => {
  let isTold = false;
  return (element, text, error) => {
    element.textContent = text;
    if (!isTold) console.warn(error);
    isTold = true;
  };
})();
