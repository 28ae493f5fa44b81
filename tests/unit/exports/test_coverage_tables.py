"""What the bank covers, read back from its tables."""

import csv
import io
from pathlib import Path

from tests.unit.bank.test_coverage import FILES
from tests.unit.stages.making import prepared, written
from zoomibank.exports.coverage_tables import coverage_tables
from zoomibank.publish.shelf import shelf


def test_the_tables_are_read_back(tmp_path: Path) -> None:
    """Themes down, the other facet across, with the sums of the page."""
    with shelf(None) as kept:
        swedish = next(one for one in prepared(written(tmp_path, FILES), kept).locals if one.language == "sv")
        export = coverage_tables(swedish)
        tables = {
            output.path: list(csv.reader(io.StringIO(output.data.decode("utf-8-sig"), newline=""), delimiter=";"))
            for output in export.make()
        }
    assert tuple(tables) == export.paths == ("data/sv/coverage-target-groups.csv", "data/sv/coverage-phases.csv")
    groups, phases = tables.values()
    assert groups == [
        ["Utvecklingstema / Målgrupp", "Opettajat", "Opiskelijat", "Totalt"],
        ["Hyvinvointi", "1", "2", "2"],
        ["Osallisuus", "2", "1", "2"],
        ["Turha", "0", "0", "0"],
        ["Totalt", "2", "2", ""],
    ]
    assert [row[:2] for row in phases] == [
        ["Utvecklingstema / Förankringsfas", "Kokeiluun"],
        ["Hyvinvointi", "1"],
        ["Osallisuus", "1"],
        ["Turha", "0"],
        ["Totalt", "1"],
    ]
