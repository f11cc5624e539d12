"""The page narrows its list by topics; a topic that is renamed would empty it silently."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_the_goals_of_the_page_name_only_topics_that_there_are() -> None:
    source = (ROOT / "web" / "src" / "eligibility" / "goals.ts").read_text("utf-8")
    table = source.split("TOPICS_OF", 1)[1].split("};", 1)[0]
    topics = yaml.safe_load((ROOT / "knowledge" / "topics.yaml").read_text("utf-8"))
    named = set(re.findall(r'"([^"]+)"', table))
    assert named
    assert named <= set(topics)
