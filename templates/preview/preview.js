// Follows a preview: opens the page anew when there is a new site, and says what is wrong with the content, on the page.
// Only served pages have it; the site that is published does not.
const previewNews = {
  // What the news asks of a page of this version: to be opened anew, and whether to open the panel by itself. A panel
  // that its reader has hidden stays so until it says something else.
  asks: (version, news, hidden) => ({
    isOld: news.version !== version,
    opens: Boolean(news.panel?.isGrave) && JSON.stringify(news.panel) !== hidden,
  }),
};

if (typeof module !== "undefined") {
  module.exports = previewNews;
} else {
  const { version, gone } = document.currentScript.dataset;
  // What its reader has hidden, for the other pages too; where nothing can be stored, it opens again on each.
  const HIDDEN = "zoomibank-preview-hidden";
  const stored = (use) => {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  };
  const made = (tag, className, text = "", ...children) => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...(text ? [text] : []), ...children);
    return element;
  };

  const line = made("button", "preview__line");
  line.type = "button";
  const title = made("h2", "preview__title");
  title.id = "preview-title";
  const lead = made("p", "preview__lead");
  lead.id = "preview-lead";
  const list = made("ol", "preview__findings");
  const more = made("p", "preview__more");
  const close = made("button", "preview__close");
  close.type = "button";
  const dialog = made("dialog", "preview__panel", "", title, lead, list, more, close);
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.setAttribute("aria-describedby", lead.id);
  dialog.tabIndex = -1;
  const status = made("p", "preview__gone");
  status.setAttribute("role", "status");
  const host = made("aside", "preview", "", status, line, dialog);
  let told = "null";

  const item = ({ place, kind, message, excerpt, hint }) => {
    const parts = [["p", "place", place], ["p", "message", message], ["pre", "excerpt", excerpt], ["p", "hint", hint]];
    const shown = parts.filter(([, , text]) => text).map(([tag, name, text]) => made(tag, `preview__${name}`, text));
    for (const element of shown) {
      if (element.localName === "pre") element.tabIndex = 0; // wide lines can be scrolled by keyboard
      if (element.className === "preview__message" && kind) element.prepend(made("strong", "", kind), ": ");
    }
    return made("li", "preview__finding", "", ...shown);
  };

  // Read from its beginning, whatever in it could have the focus.
  const open = () => {
    dialog.showModal();
    dialog.focus();
  };

  const show = (panel, opens) => {
    told = JSON.stringify(panel);
    line.hidden = !panel;
    if (!panel) {
      dialog.close();
      return;
    }
    host.lang = panel.language;
    host.dataset.grave = panel.isGrave;
    dialog.setAttribute("role", panel.isGrave ? "alertdialog" : "dialog");
    [line, title].forEach((element) => { element.textContent = panel.title; });
    [[lead, panel.lead], [more, panel.more], [close, panel.close]].forEach(([element, text]) => { element.textContent = text; });
    list.replaceChildren(...panel.findings.map(item));
    if (opens && !dialog.open) open();
  };

  line.addEventListener("click", open);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => stored((storage) => storage.setItem(HIDDEN, told)));

  // A page that nobody sees holds no connection: browsers have but six to a server.
  let source;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource("/-/news");
      source.addEventListener("open", () => { status.textContent = ""; });
      source.addEventListener("error", () => { status.textContent = gone; });
      source.addEventListener("message", ({ data }) => {
        const news = JSON.parse(data);
        const hidden = stored((storage) => storage.getItem(HIDDEN));
        const { isOld, opens } = previewNews.asks(version, news, hidden);
        if (isOld) location.reload();
        else show(news.panel, opens);
      });
    }
  };

  line.hidden = true;
  document.body.append(host);
  document.addEventListener("visibilitychange", listen);
  listen();
}
