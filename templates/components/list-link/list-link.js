ownList.follow(() => {
  const { length } = ownList.read();
  for (const count of document.querySelectorAll(".list-link__count")) {
    count.textContent = length > 0 ? ` (${length})` : "";
  }
});
