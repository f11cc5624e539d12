"""The schemas that editors use accept what is shipped, and refuse what a check refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from assistant.domain import FactType, Outcome
from assistant.eligibility import facts, rule_files
from assistant.eligibility.opening import read_rules
from tests.unit.eligibility.cold_store import FACTS, changed, cold_problems

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
SHIPPED = {path.stem: path for path in sorted((KNOWLEDGE / "rules").glob("*.yaml"))}
READ = "read: {words: [设备], others: [二手], yes: [有], no: [没], options: {}, past: true}"
LAWFUL = "申请冷库补助要守法。"
FULL = changed(
    ("programme: 冷库设备补助", "programme: 冷库设备补助\ncalled: [冻库补助]"),
    ("    regions: cold\n", "    regions: cold\n    rounds: [2026年度]\n"),
    (
        "    materials:",
        f"    unseen: [{{label: 评分, quote: {LAWFUL}}}]\n"
        f"    counties: listed\n    times: [{LAWFUL}]\n"
        f"    steps: [{LAWFUL}]\n    where: [{LAWFUL}]\n    cautions: [{LAWFUL}]\n"
        f"    relations: [{{programmes: [cold-store], together: true, quote: {{document: cold, quote: {LAWFUL}}}}}]\n"
        "    materials:",
    ),
    ("        per: 每家企业\n", "        per: 每家企业\n        when: merit\n"),
    ("outcome: likely", "outcome: undetermined\n    conditions: undetermined\n    not_met: []\n    missing: []"),
)


RULE_KEYS = set().union(
    rule_files.PROGRAMME_KEYS,
    rule_files.VERSION_KEYS,
    rule_files.CONDITION_KEYS,
    rule_files.BENEFIT_KEYS,
    rule_files.RELATION_KEYS,
    rule_files.WORDS_KEYS,
    rule_files.SITUATION_KEYS,
)


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do, by its version 1.2: a day is text, and 是 or no is no boolean."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((KNOWLEDGE / f"{name}.schema.json").read_text("utf-8"))
    return read


RULES, FACT_LIST = Draft202012Validator(schema("rules")), Draft202012Validator(schema("facts"))


def flaws(validator: Draft202012Validator, text: str) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader))]


@pytest.mark.parametrize("validator", [RULES, FACT_LIST], ids=["rules", "facts"])
def test_the_schemas_are_valid_and_explain_every_key_in_chinese(validator: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(validator.schema)
    unexplained = [
        f"{holder}.{key}"
        for holder, definition in {"": validator.schema, **validator.schema["$defs"]}.items()
        for key, written in definition.get("properties", {}).items()
        if isinstance(written, Mapping)
        and "const" not in written
        and not re.search(r"[一-鿿]", _resolved(validator, written).get("description", ""))
    ]
    assert unexplained == []


def _resolved(validator: Draft202012Validator, written: Mapping[str, Any]) -> Mapping[str, Any]:
    named = str(written.get("$ref", "")).rpartition("/")[2]
    return {**(validator.schema["$defs"][named] if named else {}), **written}


@pytest.mark.parametrize("id", SHIPPED)
def test_every_shipped_rule_is_accepted(id: str) -> None:
    assert flaws(RULES, SHIPPED[id].read_text("utf-8")) == []


def test_the_shipped_facts_are_accepted() -> None:
    assert flaws(FACT_LIST, (KNOWLEDGE / "facts.yaml").read_text("utf-8")) == []


def test_the_schema_of_rules_knows_the_keys_of_the_reader_and_no_other() -> None:
    defined = RULES.schema["$defs"]
    assert set(RULES.schema["properties"]) == rule_files.PROGRAMME_KEYS
    assert {name: set(defined[name]["properties"]) for name in ("version", "benefit", "relation", "situation")} == {
        "version": rule_files.VERSION_KEYS,
        "benefit": rule_files.BENEFIT_KEYS,
        "relation": rule_files.RELATION_KEYS,
        "situation": rule_files.SITUATION_KEYS,
    }
    assert set(defined["statement"]["properties"]) == rule_files.CONDITION_KEYS
    barred = {key for part in defined["alternative"]["allOf"] for key in part.get("properties", {})}
    assert rule_files.CONDITION_KEYS - barred == rule_files.ALTERNATIVE_KEYS
    assert set(defined["words"]["anyOf"][1]["properties"]) == rule_files.WORDS_KEYS
    assert set(defined["outcome"]["enum"]) == set(Outcome)


def test_the_schema_of_facts_knows_the_keys_of_the_reader_and_no_other() -> None:
    defined = FACT_LIST.schema["$defs"]
    assert set(defined["fact"]["properties"]) == set(facts.KEYS)
    assert set(defined["reading"]["properties"]) == set(facts.READ_KEYS)
    assert set(defined["fact"]["properties"]["type"]["enum"]) == set(FactType)


def test_the_readme_explains_every_key() -> None:
    readme = (KNOWLEDGE / "README.md").read_text("utf-8")
    keys = RULE_KEYS | {*facts.KEYS, *facts.READ_KEYS}
    assert sorted(key for key in keys if not re.search(rf"[`{{ ]{key}[`:]", readme)) == []


def test_the_example_has_every_key_of_a_rule(tmp_path: Path) -> None:
    assert (flaws(RULES, FULL), cold_problems(tmp_path, FULL)) == ([], ())
    held = {key for path in _paths(yaml.load(FULL, Loader)) for key in path if isinstance(key, str)}
    others = {"amount", "each", "more_than", "less_than", "not_before", "not_after", "in_places", "not_in_places"}
    assert RULE_KEYS - held == others


def _paths(node: object, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value below a node."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        yield (*above, key)
        yield from _paths(value, (*above, key))


def _keyed() -> Iterator[tuple[str | int, ...]]:
    """The way to every key of the example whose name a rule prescribes, not to a region or a fact."""
    for path in _paths(yaml.load(FULL, Loader)):
        if isinstance(path[-1], str) and not {"facts", "at_least"} & set(path[:-1]):
            yield path


@pytest.mark.parametrize("path", list(_keyed()), ids=lambda path: ".".join(map(str, path)))
def test_schema_and_reader_demand_the_same_keys(tmp_path: Path, path: tuple[str | int, ...]) -> None:
    rule = deepcopy(yaml.load(FULL, Loader))
    holder = rule
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    text = yaml.safe_dump(rule, allow_unicode=True, sort_keys=False)
    assert bool(flaws(RULES, text)) is bool(_malformed(tmp_path, text)), _malformed(tmp_path, text)


def _malformed(folder: Path, text: str) -> list[str]:
    """What the reader cannot read, and that no situation tests a rule; not what is true of no document."""
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "cold-store.yaml").write_text(text, encoding="utf-8")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    read = read_rules([folder])
    untested = ["situations" for each in read.programmes if not each.situations]
    return [*map(str, read.problems), *untested]


BROKEN = {
    "an unknown key": ("    regions: cold\n", "    region: cold\n"),
    "no label": ("{label: 守法, confirm", "{confirm"),
    "no words": (", quote: 申请冷库补助要守法。}", "}"),
    "an unknown comparison": ("one_of: [garment]", "among: [garment]"),
    "two comparisons": ("one_of: [garment]", "one_of: [garment], is: true"),
    "a comparison without a fact": ("fact: industry, ", ""),
    "a group of one": (
        "          - {label: 有称号, fact: certified, is: true, quote: 有称号的可以申请冷库补助。}\n",
        "",
    ),
    "a round in a group": ("is: true, quote: 有称号", "is: true, round: 2026年度, quote: 有称号"),
    "a group beside a fact": ("        id: merit\n", "        fact: funded\n        is: false\n"),
    "a condition that says nothing": ("confirm: true", "confirm: false"),
    "no figure": ("at_least: 3年", "at_least: 很久"),
    "figures of no region": ("cap: 500万元", "cap: {}"),
    "a choice of nothing": ("one_of: [garment]", "one_of: []"),
    "a span of one day": ("within: [2025-01-01, 2025-12-31]", "within: [2025-01-01]"),
    "a day in words": ("within: [2025-01-01, 2025-12-31]", "not_before: 去年"),
    "yes in other words": ("fact: certified, is: true", "fact: certified, is: 是"),
    "a benefit of two sorts": ("        at_most: true\n", "        amount: 5万元\n"),
    "an unknown outcome": ("outcome: likely", "outcome: yes"),
    "a way unseen that is tested": ("is: true, quote: 有称号", "is: true, unseen: true, quote: 有称号"),
    "counties that go nowhere": ("    regions: cold\n", "    regions: cold\n    counties: 随便\n"),
    "a situation of no day": ("as_of: 2026-05-01", "as_of: 今天"),
}


@pytest.mark.parametrize(("before", "after"), BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_refused_by_both(tmp_path: Path, before: str, after: str) -> None:
    text = changed((before, after))
    assert flaws(RULES, text)
    assert _malformed(tmp_path, text)


FACTS_BROKEN = {
    "an unknown key": "rent: {name: 租金, type: money, ask: 多少？, hint: 看合同}",
    "an unknown key of reading": "rent: {name: 租金, type: money, ask: 多少？, read: {word: [租金]}}",
    "no question": "rent: {name: 租金, type: money}",
    "an unknown type": "rent: {name: 租金, type: gold, ask: 多少？}",
    "a bad id": "Rent: {name: 租金, type: money, ask: 多少？}",
    "a choice without options": "goods: {name: 货, type: choice, ask: 什么？}",
    "a choice of nothing": "goods: {name: 货, type: choice, ask: 什么？, options: {}}",
    "options of a sum": "rent: {name: 租金, type: money, ask: 多少？, options: {a: 甲}}",
    "a least figure in words": "rent: {name: 租金, type: money, ask: 多少？, least: 很少}",
    "a past that is neither true nor false": "paid: {name: 付款, type: day, ask: 哪天？, read: {past: 是}}",
}


@pytest.mark.parametrize("text", FACTS_BROKEN.values(), ids=FACTS_BROKEN)
def test_a_broken_fact_is_refused_by_both(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    assert flaws(FACT_LIST, text)
    assert facts.read_facts_catalogue([tmp_path])[1]


def test_a_fact_with_every_key_is_accepted_by_both(tmp_path: Path) -> None:
    text = (
        f"rent: {{name: 租金, type: money, ask: 多少？, help: 不含税, unit: 元, least: 1, {READ}}}\n"
        "goods: {name: 货, type: choice, ask: 什么？, options: {a: 甲}, read: {options: {a: [甲]}}}\n"
    )
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    assert (flaws(FACT_LIST, text), facts.read_facts_catalogue([tmp_path])[1]) == ([], ())
