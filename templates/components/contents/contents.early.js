{
  // Beside the text the table of contents stands open; above it, on a narrow screen, it is closed at first.
  const beside = window.matchMedia("(min-width: 60rem)");

  whenParsed(".contents__fold", (fold) => {
    fold.open = beside.matches;
    beside.addEventListener("change", () => {
      fold.open = beside.matches;
    });
  });
}
