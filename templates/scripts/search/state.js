// What a reader looks for, and the part of an address that tells it. Touches neither page nor address.
const searchState = {
  orders: ["nimi", "uusin", "tarkistettu"],

  // The state behind the part of an address from its ? on. `facets` are the names that mean something; what a facet has
  // no such value for is for its column to say.
  read: (search, facets) => {
    const parameters = new URLSearchParams(search);
    const chosen = new Map();
    for (const facet of facets) {
      const keys = parameters.getAll(facet).flatMap((keys) => keys.split(","));
      const known = [...new Set(keys)].filter((key) => /^[a-z0-9-]{1,80}$/.test(key)).sort();
      if (known.length > 0) chosen.set(facet, known);
    }
    const order = parameters.get("jarjestys");
    return {
      query: parameters.get("q") ?? "",
      chosen,
      order: searchState.orders.includes(order) ? order : "",
    };
  },

  // The other way round: names and values in the order of the alphabet, so that one state has one address. "" for the
  // state in which nothing is looked for.
  written: ({ query, chosen, order }) => {
    const parts = [...chosen].filter(([, keys]) => keys.length > 0).map(([facet, keys]) => [facet, [...keys].sort()]);
    const pairs = parts.map(([facet, keys]) => [facet, `${facet}=${keys.join(",")}`]);
    if (query.trim()) pairs.push(["q", new URLSearchParams([["q", query.trim()]]).toString()]);
    if (order) pairs.push(["jarjestys", `jarjestys=${order}`]);
    pairs.sort(([one], [other]) => (one < other ? -1 : 1));
    return pairs.length > 0 ? `?${pairs.map(([, pair]) => pair).join("&")}` : "";
  },
};

if (typeof module !== "undefined") {
  module.exports = searchState;
}
