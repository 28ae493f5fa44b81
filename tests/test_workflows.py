"""What runs elsewhere (GitHub, GitLab, pre-commit, VS Code's tasks): valid, pinned, and of commands that there are."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.built import ROOT
from zoomibank.cli import commands

WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB: Final = ROOT / ".gitlab-ci.yml"
PRE_COMMIT: Final = ROOT / ".pre-commit-config.yaml"
TASKS: Final = json.loads((ROOT / ".vscode" / "tasks.json").read_text(encoding="utf-8"))


def _read(path: Path) -> Any:  # noqa: ANN401 -- a tree of texts
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 -- makes nothing but texts


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in _read(path)["jobs"].values():
        yield from job["steps"]


def _scripts() -> Iterator[tuple[str, str]]:
    """All lines that a shell is given, each with the name of its file."""
    for path in WORKFLOWS:
        for step in _steps(path):
            yield from ((path.name, line) for line in step.get("run", "").splitlines())
    for job in _read(GITLAB).values():
        if isinstance(job, dict):
            yield from ((GITLAB.name, line) for line in (*job.get("before_script", ()), *job.get("script", ())))
    for repo in _read(PRE_COMMIT)["repos"]:
        yield from ((PRE_COMMIT.name, hook["entry"]) for hook in repo["hooks"] if "entry" in hook)


def _commands() -> Iterator[tuple[str, list[str]]]:
    """The arguments of every call of the program, each with the name of its file."""
    for name, line in _scripts():
        for called in re.findall(r"python build\.py ([^>|;&]*)", line):
            yield name, shlex.split(called)
    for task in TASKS["tasks"]:
        arguments = " ".join(task["args"][1:])
        for one in TASKS["inputs"]:
            chosen = one.get("options", [{"value": "Otsikko"}])[0]["value"]
            arguments = arguments.replace(f"${{input:{one['id']}}}", chosen)
        yield "tasks.json", arguments.split()


@pytest.mark.parametrize(
    ("schema", "paths"), [("github-workflows", WORKFLOWS), ("gitlab-ci", [GITLAB])], ids=["GitHub", "GitLab"]
)
def test_workflows_are_valid(schema: str, paths: list[Path]) -> None:
    """They are what the host's own schema says; the schema comes with the validator, so nothing is fetched."""
    validator = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    result = subprocess.run([*validator, *map(str, paths)], capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("name", "arguments"), list(_commands()), ids=str)
def test_commands_are_those_of_the_program(name: str, arguments: list[str]) -> None:
    """Every call names a command, options and values that the program takes."""
    command, *more = arguments
    assert command in commands.commands, name
    with commands.commands[command].make_context(command, more) as context:
        assert context.info_name == command


def test_goals_are_those_of_the_makefile() -> None:
    """Every goal that is made elsewhere is one of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    goals = {goal for _, line in _scripts() for goal in re.findall(r"\bmake ([a-z-]+)", line)}
    assert goals
    assert all(re.search(rf"^{goal}:", makefile, re.MULTILINE) for goal in goals)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    """An action is named by its commit, which nobody can move, with its version beside it for people."""
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_an_action_has_one_version() -> None:
    """All workflows use the same commit of an action."""
    used = {one for path in WORKFLOWS for one in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({one.partition("@")[0] for one in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_few_rights(path: Path) -> None:
    """By default a workflow may only read; only what is published may write, and no step keeps the key to the code."""
    workflow = _read(path)
    assert workflow["permissions"] == {"contents": "read"}
    rights = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    writing = {right for given in rights.values() for right, kind in given.items() if kind == "write"}
    assert writing == ({"pages", "id-token"} if path.stem == "deploy" else set())
    assert all("steps" not in job or "timeout-minutes" in job for job in workflow["jobs"].values())
    for step in _steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_scripts_take_no_text_from_others() -> None:
    """What others write (titles, branches) never becomes part of a shell's command: values come by the environment."""
    assert [line for _, line in _scripts() if "${{" in line] == []


def test_hooks_are_pinned() -> None:
    """Hooks of others are named by their commit; ours looks at all the content at once."""
    local, *others = _read(PRE_COMMIT)["repos"]
    assert [hook["pass_filenames"] for hook in local["hooks"]] == ["false"]
    assert all(re.fullmatch(r"[0-9a-f]{40}", repo["rev"]) for repo in others)
    assert others
