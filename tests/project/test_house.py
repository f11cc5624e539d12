"""The files around the code say the truth."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
]
PINS = {
    canonicalize_name(Requirement(line).name): Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
}


def test_the_example_of_settings_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^# ASSISTANT_([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert sorted(name.lower() for name in named) == sorted(Settings.model_fields)


def test_the_example_of_settings_shows_the_defaults() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    shown = dict(re.findall(r"^# ASSISTANT_([A-Z_]+)=(.*)$", example, re.MULTILINE))
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, str | int | float):
            assert shown[name.upper()] == str(field.default)


@pytest.mark.parametrize("requirement", DECLARED, ids=lambda requirement: requirement.name)
def test_every_dependency_is_pinned_within_its_range_and_its_reason_is_written(requirement: Requirement) -> None:
    (pinned,) = PINS[canonicalize_name(requirement.name)].specifier
    assert requirement.specifier.contains(pinned.version)
    assert f"**{requirement.name}**" in (ROOT / "docs" / "decisions.md").read_text("utf-8")


def test_every_dependency_of_the_web_app_has_a_reason() -> None:
    package = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))
    reasons = (ROOT / "docs" / "decisions.md").read_text("utf-8")
    named = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name in named if f"**{name}**" not in reasons] == []


def test_no_lock_file_names_a_registry() -> None:
    assert not (ROOT / "uv.lock").exists()
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_the_readme_says_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("serve", "test"):
        assert f"make {target}" in readme
        assert f"\n{target}: " in makefile


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
