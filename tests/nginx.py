"""A real nginx with the recipe's configuration, for a site that the recipe has published."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Final

from tests.built import ROOT, SITES, Site, built

RECIPES: Final = ROOT / ".deploy"
NGINX: Final = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass(frozen=True)
class Nginx:
    """A running server; `root` is where sites are published for it."""

    root: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer to a request as it is, without following it anywhere."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, target, headers={name.replace("_", "-"): text for name, text in headers.items()})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()


def publish(output: Path, root: Path) -> None:
    """Publishes a built site as the recipe does."""
    subprocess.run([RECIPES / "publish", output, root], check=True, capture_output=True)


@contextmanager
def serving(folder: Path, output: Path) -> Iterator[Nginx]:
    """The recipe's server for a first version of a site, all its files below a folder."""
    assert NGINX is not None
    root = folder / "pankki"
    publish(output, root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = (RECIPES / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("/srv/pankki", str(root)).replace("listen 8080", f"listen 127.0.0.1:{port}")
    text = text.replace("/tmp/nginx", f"{folder}/nginx")  # noqa: S108 -- what the recipe names
    if os.geteuid() == 0:  # its workers would be somebody who may not look into the folder
        text = f"user root;\n{text}"
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [NGINX, "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            _wait(process, port)
            yield Nginx(root, port)
        finally:
            process.terminate()
            process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError((process.stderr.read() if process.stderr else b"").decode())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx does not answer")


def two_versions(folder: Path) -> tuple[Site, Site]:
    """Two versions of a site with other pages, styles and scripts."""
    content = shutil.copytree(SITES / "tiny" / "content", folder / "content")
    one = built(content, folder / "one")
    path = content / "practices" / "esimerkkikaytanto.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Toinen "), encoding="utf-8")
    other = built(content, folder / "other")
    for page in other.folder.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace(b"assets/site.", b"assets/uusi."))
    for asset in other.folder.glob("assets/site.*"):
        asset.rename(asset.with_name(asset.name.replace("site.", "uusi.")))
        (asset.with_name(asset.name.replace("site.", "uusi."))).write_bytes(b"/* uusi */")
    manifest = other.folder / ".zoomibank.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"assets/site.", b"assets/uusi."))
    return one, other
