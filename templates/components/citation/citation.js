// Copies a reference and tells how it went. Without the script the references can be selected and copied by hand.
{
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return selection;
  };

  // For browsers that keep the clipboard to secure addresses. What could not be copied stays selected.
  const copySelected = (element) => {
    const selection = select(element);
    const isCopied = document.execCommand("copy");
    if (isCopied) selection.removeAllRanges();
    return isCopied;
  };

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      return copySelected(element);
    }
  };

  for (const citation of document.querySelectorAll(".citation")) {
    const { copied, failed } = citation.dataset;
    const statuses = citation.querySelectorAll(".citation__status");
    for (const form of citation.querySelectorAll(".citation__form")) {
      const button = form.querySelector(".citation__copy");
      button.addEventListener("click", async () => {
        // An emptied status is told anew, even if the same words come back.
        for (const status of statuses) status.textContent = "";
        const isCopied = await copy(form.querySelector(".citation__reference"));
        window.setTimeout(() => {
          form.querySelector(".citation__status").textContent = isCopied ? copied : failed;
        }, 50);
      });
      button.hidden = false;
    }
  }
}
