// The refs of a list ("practices/slug") behind what a browser has stored and what an address names, whatever either is.
// Touches nothing on the page.
const collected = {
  most: 200,

  isRef: (ref) => typeof ref === "string" && /^(practices|tools)\/[a-z0-9-]{1,80}$/.test(ref),

  kept: (refs) => [...new Set(refs.filter(collected.isRef))].slice(0, collected.most),

  // The list that was stored; null for what can't be one.
  read: (stored) => {
    if (stored === null) return [];
    try {
      const refs = stored.length < 50_000 && JSON.parse(stored);
      return Array.isArray(refs) ? collected.kept(refs) : null;
    } catch {
      return null;
    }
  },

  stored: (refs) => JSON.stringify(refs),

  toggled: (refs, ref) => (refs.includes(ref) ? refs.filter((one) => one !== ref) : [...refs, ref]),
};

if (typeof module !== "undefined") {
  module.exports = collected;
}
