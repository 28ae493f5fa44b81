"""For each promise of SECURITY.md a way to break the program, and a test that then fails: `make soak` shows it."""

from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent


class Break(NamedTuple):
    """What is put into a file in the place of what stands there once, and the test that must notice."""

    promise: str
    path: str
    old: str
    new: str
    test: str


BREAKS: Final = (
    Break("1", "zoomibank/site/render.py", "autoescape=True", "autoescape=False",
          "tests/unit/site/test_render.py"),
    Break("2", "zoomibank/content/prose.py", "return self.md.htmlStash.store(html.escape(typed)), m.start(0)",
          "return self.md.htmlStash.store(typed), m.start(0)",
          "tests/test_corpora.py::test_no_example_of_commonmark_is_active"),
    Break("3", "zoomibank/content/prose_guard.py", '_SCHEMES: Final = frozenset({"http",',
          '_SCHEMES: Final = frozenset({"javascript", "http",',
          "tests/test_hostile.py::test_links_that_could_act_are_refused"),
    Break("4", "zoomibank/content/prose_guard.py", 'element.set("id", HEADING_PREFIX + anchor)',
          'element.set("id", anchor)', "tests/unit/content/test_prose.py"),
    Break("5", "zoomibank/exports/handed.py", '("<", "\\\\u003c"), ', "",
          "tests/test_hostile.py::test_data_is_data"),
    Break("6", "zoomibank/content/document.py", "zip(FORBIDDEN.finditer(text),", 'zip(FORBIDDEN.finditer(""),',
          "tests/unit/content/test_document.py::test_forbidden_characters_have_their_place"),
    Break("7", "zoomibank/exports/csv_text.py", 'return f"\'{cell}" if is_unsafe else cell', "return cell",
          "tests/test_hostile.py::test_tables_hold_no_formula"),
    Break("8", "templates/layouts/base.html", "default-src 'none'; script-src 'self';", "script-src 'self';",
          "tests/test_site_promises.py::test_every_page_has_the_content_security_policy_first"),
    Break("9", "zoomibank/content/document.py", '    data = data.removeprefix(b"\\xef\\xbb\\xbf")\n    try:\n'
          "        text = _with_line_feeds(data.decode())\n    except UnicodeDecodeError as error:",
          "    try:\n        text = _with_line_feeds(data.decode())\n    except UnicodeDecodeError as error:",
          "tests/unit/content/test_document.py::test_one_text_however_it_is_stored"),
    Break("10", "zoomibank/content/frontmatter.py", "if self.has_comments and event.implicit[0]:",
          "if self.has_comments and event.implicit[1]:",
          "tests/unit/content/test_frontmatter.py::test_half_values"),
    Break("11", "zoomibank/content/frontmatter.py", "if event.anchor is not None or event.tag is not None:",
          "if event.anchor is not None and event.tag is not None:",
          "tests/unit/content/test_frontmatter.py::test_what_the_format_leaves_out"),
    Break("12", "zoomibank/content/values.py", "date(1990, 1, 1), date(2100, 12, 31)",
          "date(1000, 1, 1), date(9000, 12, 31)", "tests/unit/content/test_values.py"),
    Break("13", "zoomibank/content/prose_source.py", "BRACKETS: Final = 100\n", "BRACKETS: Final = 1_000_000\n",
          "tests/unit/content/test_prose.py::test_what_would_take_too_long_is_refused"),
    Break("13", "zoomibank/content/reading.py", "        with bounded():\n            return _parts(",
          "        if True:\n            return _parts(",
          "tests/unit/content/test_reading.py::test_a_document_that_takes_too_long_is_a_fault_of_its_own"),
    Break("14", "zoomibank/content/crosscheck.py", "if other != subject.path or address == subject.ref:",
          "if other == subject.path and address == subject.ref:",
          "tests/test_faulty_sites.py::test_faulty_site[ZB501-address]"),
    Break("14", "zoomibank/publish/paths.py", 'if any(part in {"", ".", ".."} for part in path.split("/"))',
          'if any(part in {"", "."} for part in path.split("/"))',
          "tests/unit/publish/test_writer.py::test_paths_are_checked"),
    Break("15", "zoomibank/content/load.py", "            if not stat.S_ISREG(mode):\n"
          "                self.findings.append("
          "rules.not_a_regular_file(Place(path), kind=_kind(mode)))\n                return None\n            file",
          "            file", "tests/unit/content/test_load.py::test_links_in_the_place_of_files"),
    Break("16", "zoomibank/stages/read.py", "            findings += one.findings\n",
          "            findings = list(one.findings)\n",
          "tests/test_hostile.py::test_fifty_bad_files_are_told_in_one_run"),
    Break("17", "zoomibank/publish/writer.py", "umask = os.umask(0o777 ^ FOLDER_MODE)", "umask = os.umask(0o077)",
          "tests/unit/publish/test_writer.py::test_umask"),
    Break("17", "zoomibank/publish/manifest.py", "ordered = sorted(files, key=lambda file: file.path)",
          "ordered = sorted(files, key=lambda file: hash(file.path))",
          "tests/unit/publish/test_writer.py::test_manifest"),
    Break("18", "zoomibank/publish/writer.py", '    install(new, folder, aside=_beside(folder, "old"))\n',
          "    remove_tree(folder)\n    new.rename(folder)\n",
          "tests/unit/publish/test_writer.py::test_kill_at_every_step"),
    Break("19", "zoomibank/publish/writer.py", "    _carry_over(standing, new, own=folders)\n", "",
          "tests/unit/publish/test_writer.py::test_foreign_files_survive"),
    Break("20", "zoomibank/site/lasting.py", "(lasting.listed.keys() | lasting.standing).difference(there)",
          "lasting.listed.keys() - there", "tests/test_lasting.py::test_a_deleted_entry_is_an_error"),
    Break("20", "zoomibank/site/lasting.py", "(lasting.listed.keys() | lasting.standing).difference(there)",
          "lasting.standing.difference(there)", "tests/test_lasting.py::test_the_list_outlives_the_site"),
    Break("preview", "zoomibank/editing/serve.py", "hosts[0].lower() in ours", "bool(hosts[0])",
          "tests/unit/editing/test_serve.py::test_only_our_own_pages_are_answered"),
)  # fmt: skip
