{
  // On the browse page: the words of the address, the cards that hold them, and how many they are.
  const outcome = document.querySelector(".search-outcome");
  const query = new URLSearchParams(window.location.search).get("q")?.trim() ?? "";
  const words = searchMatching.words(query);
  if (outcome && words.length > 0) {
    const cards = [...document.querySelectorAll("[data-search=among] .card")];
    const found = cards.filter((card) => searchMatching.matches(card.textContent, words));
    for (const card of cards) {
      card.hidden = !found.includes(card);
    }
    for (const aside of document.querySelectorAll("[data-search=aside]")) {
      aside.hidden = true;
    }
    for (const heading of document.querySelectorAll("[data-results]")) {
      heading.textContent = heading.dataset.results;
    }
    document.querySelector(".search-field__words").value = query;
    outcome.hidden = false;
    const text = outcome.querySelector(".search-outcome__text");
    text.textContent = searchMatching.filled(text.dataset.pattern, { query, count: found.length, total: cards.length });
  }
}
