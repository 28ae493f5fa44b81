// What the reader has chosen: light, dark or as the system is. Touches neither page nor storage.
const schemeChoice = {
  key: "zoomibank.scheme",

  // The choice behind a stored value, whatever that is.
  read: (stored) => (stored === "light" || stored === "dark" ? stored : "system"),

  // What is stored for a choice: nothing for the system's, so that it leaves no trace.
  stored: (choice) => (choice === "system" ? null : choice),

  // The value of the color-scheme that stands for a choice.
  colours: (choice) => (choice === "system" ? "light dark" : choice),
};

if (typeof module !== "undefined") {
  module.exports = schemeChoice;
}
