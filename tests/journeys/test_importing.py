"""From an original to an answer that cites it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from assistant.domain import AnswerStatus
from tests.fakes.originals import regulation
from tests.journeys.conftest import command
from tests.journeys.house import House, ask


def test_an_imported_regulation_is_checked_and_answers_with_a_citation(furnished: House, tmp_path: Path) -> None:
    house = furnished.furnished_like(tmp_path)
    original = tmp_path / "办法.docx"
    original.write_bytes(regulation.as_word())
    imported = command(house.data, "import", str(original))
    assert imported.returncode == 0, imported.stderr
    document = house.document("sgxg-2025-3")
    shutil.move(house.data / "drafts" / document.name, document)

    settings = {"KNOWLEDGE_DIRS": f'["{house.knowledge}"]'}
    unfinished = command(house.data, "check", **settings)
    assert unfinished.returncode == 1
    assert "字段“url”是空的" in unfinished.stdout
    draft = re.sub("(?m)^url: null.*$", "url: https://example.test/3", document.read_text("utf-8"))
    document.write_text(draft, "utf-8")
    without_topics = command(house.data, "check", **settings)
    assert (without_topics.returncode, "sgxg-2025-3: 没有写 topics" in without_topics.stdout) == (1, True)
    document.write_text(re.sub(r"(?m)^topics: \[\].*$", "topics: [产业扶持]", draft), "utf-8")
    checked = command(house.data, "check", **settings)
    assert checked.returncode == 0, checked.stdout

    with house.open() as (assistant, report):
        assert report.added == (document.stem,)
        answer = ask(assistant, "示例市小微企业扶持办法第23类事项的办理期限是几个工作日？", as_of=date(2025, 6, 1))
    assert answer.status is AnswerStatus.ANSWERED
    assert "期限为23个工作日" in answer.text
    assert "sgxg-2025-3:a23.p1" in [citation.clause_id for citation in answer.citations]
