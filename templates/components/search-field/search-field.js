{
  const SELECTOR = ".search-field__words";

  // What answers is loaded when a field is first used.
  const open = (field) => {
    const form = field.closest(".search-field");
    if (form.classList.contains("search-field--list") || form.dataset.isOpen) return;
    form.dataset.isOpen = "true";
    searchBank().then(
      (bank) => {
        tellNothing(form);
        openSearchField(form, bank);
      },
      (error) => {
        delete form.dataset.isOpen;
        tellFailure(form.querySelector(".search-field__alert"), readTexts(form).failed, error);
      },
    );
  };

  const tellNothing = (form) => {
    form.querySelector(".search-field__alert").textContent = "";
  };

  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(SELECTOR)) open(target);
  });
  if (document.activeElement?.matches(SELECTOR)) open(document.activeElement);

  // The page's own field: where the menu hides it, the menu opens.
  const focus = () => {
    const field = document.querySelector(SELECTOR);
    if (!field) return;
    if (!field.checkVisibility()) document.querySelector('.site-header__toggle[aria-expanded="false"]')?.click();
    field.focus();
    field.select();
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input, textarea, select, [contenteditable]:not([contenteditable=false])");
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key === "/" && isBare && !isTyping && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      focus();
    }
  });
}
