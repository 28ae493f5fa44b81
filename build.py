"""Builds the bank: `python build.py --help` tells the rest."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- whoever runs an older one should be told, not shown a traceback
    sys.stderr.write("zoomibank tarvitsee Pythonin 3.11 tai uudemman. / zoomibank needs Python 3.11 or newer.\n")
    sys.exit(2)

try:
    from zoomibank.cli import main
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("zoomibank"):
        raise
    sys.stderr.write(f"Kirjasto {missing.name} puuttuu. Aja komento: make build\n")
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main())
