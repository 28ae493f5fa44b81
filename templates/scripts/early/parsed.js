// What runs before the page is painted. The class tells styles that controls which need scripts will work.
document.documentElement.classList.add("has-scripts");

// Hands an element over as soon as it has been read, which is before it is painted: what changes then moves nothing.
const whenParsed = (selector, act) => {
  const observer = new MutationObserver(() => {
    const found = document.querySelector(selector);
    if (found) {
      observer.disconnect();
      act(found);
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => observer.disconnect());
};
