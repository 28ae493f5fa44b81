"""A swap under load: a real nginx, as many requests as it can take, and versions exchanged all the while.

    python -m tests.soak.swap [--seconds 60] [--swaps 50]

Needs nginx and wrk. wrk asks for pages, styles and data on kept connections and looks at the status and the length;
beside it the clients of the tests compare every byte.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import click

from tests.load import under_load
from tests.nginx import publish, serving, two_versions

PATHS: Final = ("index.html", "kaytannot/index.html", "selaa/index.html", "data/bank.json")
SCRIPT: Final = """
local targets = {{ {targets} }}
local lengths = {{ {lengths} }}
local number = 0
wrong = 0
function request()
  number = number + 1
  return wrk.format("GET", targets[number % #targets + 1])
end
function response(status, headers, body)
  if status ~= 200 or not lengths[#body] then wrong = wrong + 1 end
end
local threads = {{}}
function setup(thread) table.insert(threads, thread) end
function done(summary, latency, requests)
  local bad = 0
  for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
  local e = summary.errors
  print("COUNTS", summary.requests, bad, e.connect, e.read, e.write, e.status, e.timeout)
end
"""
"""wrk's own: what is asked for, and what is counted."""


@click.command()
@click.option("--seconds", default=60, show_default=True)
@click.option("--swaps", default=50, show_default=True)
def main(seconds: int, swaps: int) -> None:
    """Loads and swaps, and ends with 1 when a request failed."""
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("no wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        sites = two_versions(folder)
        with serving(folder, sites[0].folder) as server:
            publish(sites[1].folder, server.root)
            bodies = {f"/{path}": [(site.folder / path).read_bytes() for site in sites] for path in PATHS}
            for site in sites:
                for path in site.folder.glob("assets/site.*"):
                    bodies[f"/{path.relative_to(site.folder).as_posix()}"] = [path.read_bytes()]
            lengths = {len(body) for bodies_ in bodies.values() for body in bodies_}
            script = SCRIPT.format(
                targets=", ".join(f'"{target}"' for target in bodies),
                lengths=", ".join(f"[{length}] = true" for length in sorted(lengths)),
            )
            (folder / "wrk.lua").write_text(script, encoding="utf-8")
            command = [wrk, "-t2", "-c32", f"-d{seconds}s", "-s", str(folder / "wrk.lua"), server.address]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as loading:

                def exchange() -> None:
                    for number in range(swaps):
                        publish(sites[number % 2].folder, server.root)
                        time.sleep(max(0.0, seconds / swaps - 0.2))
                    loading.wait()

                load = under_load(server, bodies, exchange, clients=2)
                told = (loading.stdout.read() if loading.stdout else "").partition("COUNTS")[2].split()
    count, *faults = map(int, told)
    click.echo(
        f"wrk: {count} requests in {seconds} s while {swaps} versions were exchanged; wrong answers, and errors of"
    )
    click.echo(f"connecting, reading, writing, status, time: {' '.join(map(str, faults))}")
    click.echo(f"clients that compare every byte: {load.answers} good answers, faults: {load.faults or 'none'}")
    sys.exit(1 if any(faults) or load.faults or not count else 0)


if __name__ == "__main__":
    main()
