for (const root of document.querySelectorAll(".list-button")) {
  const { ref, added, removed, full, unkept, remove } = root.dataset;
  const button = root.querySelector("button");
  const status = root.querySelector("[role=status]");
  const add = button.textContent;

  ownList.follow(() => {
    button.textContent = ownList.read().includes(ref) ? remove : add;
  });

  button.addEventListener("click", () => {
    const refs = collected.toggled(ownList.read(), ref);
    const isFull = refs.length > collected.most;
    if (!isFull) ownList.write(refs);
    const told = refs.includes(ref) ? added : removed;
    status.textContent = isFull ? full : ownList.isKept ? told : unkept;
  });
}
