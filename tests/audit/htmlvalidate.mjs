/* html-validate's recommended rules, but for two. */
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    /* A title is what an editor named the page, whole, and the name of the bank. */
    "long-title": "off",
    /* The frame in which a wide table scrolls is a region without being a section of the text. */
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
};
