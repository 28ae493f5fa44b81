{
  const open = () => document.querySelector('.site-header__toggle[aria-expanded="true"]');
  const set = (toggle, isOpen) => toggle?.setAttribute("aria-expanded", String(isOpen));

  document.addEventListener("click", ({ target }) => {
    const toggle = target.closest(".site-header__toggle");
    set(toggle, toggle?.getAttribute("aria-expanded") === "false");
  });

  // Where the menu is always there, the button is not, and Escape does what it does anywhere.
  document.addEventListener("keydown", ({ key }) => {
    const toggle = key === "Escape" && open();
    if (toggle && toggle.getClientRects().length > 0) {
      set(toggle, false);
      toggle.focus();
    }
  });

  // A page that comes back from the browser's memory has its menu closed, as it was when it was first seen.
  window.addEventListener("pagehide", () => set(open(), false));
}
