// Links name index.html, so that the site works opened from the file system. On the web that part of the address means
// nothing: without it, what readers copy is the short address that lasts.
{
  const { protocol, pathname, search, hash } = window.location;
  if (protocol.startsWith("http") && pathname.endsWith("/index.html")) {
    const short = pathname.slice(0, -"index.html".length);
    window.history.replaceState(window.history.state, "", short + search + hash);
  }
}
