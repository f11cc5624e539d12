"""What happens to answers when the files, the data or the machine change under the Assistant."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.domain import AnswerStatus
from assistant.errors import DataDirectoryInUse, MalformedKnowledge, NotFound, StorageUnavailable
from tests.journeys.house import QUESTIONS, ROOT, House, Told, all_told, ask, told

PLAN = "gd-textile-plan-2024"
READING = f"{PLAN}-interpretation"
ALL = tuple(sorted(path.stem for path in (ROOT / "knowledge/documents").glob("*.md")))
FIGURE = "营收达到 5000 亿元"
QUESTION = "到2024年底全省纺织服装营收要做到多少？"
KILLS = 3
# Permissions do not bind root; without these capabilities they do.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


@pytest.fixture
def house(furnished: House, tmp_path: Path) -> House:
    return furnished.furnished_like(tmp_path)


@pytest.fixture(scope="module")
def answers(furnished: House) -> list[Told]:
    """What the shipped knowledge answers."""
    with furnished.open() as (assistant, _):
        return all_told(assistant)


def change(house: House, name: str, before: str, after: str) -> None:
    path = house.document(name)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def but(changed: str) -> tuple[str, ...]:
    return tuple(document_id for document_id in ALL if document_id != changed)


def test_other_topics_are_told_at_once_and_make_no_new_version(house: House, answers: list[Told]) -> None:
    with house.open() as (assistant, first):
        before = assistant.document(PLAN).document.topics
        change(house, PLAN, f"topics: [{'、'.join(before).replace('、', ', ')}]", "topics: [绿色]")
        report = assistant.sync()
        assert (report.changed, report.index_name) == ((), first.index_name)
        assert assistant.document(PLAN).document.topics == ("绿色",)
        assert [held.document.topics for held in assistant.versions(PLAN)] == [("绿色",)]
        assert all_told(assistant) == answers
    with house.open() as (assistant, _):
        assert assistant.document(PLAN).document.topics == ("绿色",)


def test_a_second_sync_changes_nothing(house: House) -> None:
    with house.open() as (assistant, first):
        before = all_told(assistant)
        second = assistant.sync()
        for report in (first, second):
            assert (report.added, report.changed, report.withdrawn, report.problems) == ((), (), (), ())
            assert report.unchanged == ALL
        assert second.index_name == first.index_name
        assert {version.version for version in assistant.documents()} == {1}
        assert all_told(assistant) == before


def test_a_changed_file_becomes_a_new_version_and_old_answers_stay_readable(house: House) -> None:
    with house.open() as (assistant, _):
        earlier = ask(assistant, QUESTION)
        change(house, PLAN, FIGURE, "营收达到 6000 亿元")
        report = assistant.sync()
        assert (report.changed, report.unchanged) == ((PLAN,), but(PLAN))
        later = ask(assistant, QUESTION)
        assert "6000 亿元" in later.text
        assert "5000 亿元" not in later.text
        assert {citation.version for citation in later.citations if citation.document_id == PLAN} == {2}

        kept = assistant.recorded_answer(earlier.id)
        assert kept == earlier
        (citation,) = [citation for citation in kept.citations if FIGURE in citation.quote]
        assert citation.version == 1
        version, clause = assistant.clause(citation.clause_id, citation.version)
        assert version.document.text[citation.start : citation.end] == citation.quote
        assert citation.quote in clause.text

        (difference,) = assistant.diff(assistant.versions(PLAN), 1, 2).changes
        assert difference.before is not None
        assert difference.after is not None
        assert (FIGURE in difference.before.text, "6000 亿元" in difference.after.text) == (True, True)
        assert assistant.diff(assistant.versions(PLAN), 2, 2).changes == ()

        change(house, PLAN, "营收达到 6000 亿元", FIGURE)
        assistant.sync()
        assert assistant.document(PLAN).version == 3
        assert told(ask(assistant, QUESTION)) == told(earlier)


def test_a_malformed_file_is_named_while_all_else_goes_on(house: House) -> None:
    path = house.document(PLAN)
    good = path.read_text("utf-8")
    with house.open() as (assistant, _):
        before = all_told(assistant)
        for right, wrong in (
            ("kind: official_text", "kind: nonsense"),
            ("issued_on: 2024-03", "issued_on: 2024-13"),
            ("url: http", "url: [http"),
        ):
            path.write_text(good.replace(right, wrong, 1), encoding="utf-8")
            report = assistant.sync()
            (problem,) = report.problems
            assert isinstance(problem, MalformedKnowledge)
            assert problem.path == path
            assert abs(problem.line - (good[: good.index(right)].count("\n") + 1)) <= 1
            assert problem.problem
            assert problem.remedy
            assert (report.changed, report.withdrawn) == ((), ())
            assert report.unchanged == ALL
            assert all_told(assistant) == before
        path.write_text(good, encoding="utf-8")
        assert assistant.sync().problems == ()


def test_a_malformed_file_serves_as_it_was_after_a_restart_too(house: House) -> None:
    house.document(PLAN).write_bytes(b"\xff\xfe not a document")
    with house.open() as (assistant, report):
        assert [problem.path.name for problem in report.problems] == [f"{PLAN}.md"]
        assert FIGURE in ask(assistant, QUESTION).text


def test_a_phrasing_edited_with_its_document_serves_after_the_same_sync(house: House) -> None:
    file = house.knowledge / "phrasings" / "added.yaml"
    line = "document: {}\nphrasings:\n  - quote: {}\n    asked: [咕噜咕噜机, 叽里呱啦]\n"
    with house.open() as (assistant, _):
        assert ask(assistant, "咕噜咕噜机和叽里呱啦怎么弄").status is not AnswerStatus.ANSWERED
        file.write_text(line.format(PLAN, "大规模开展设备更新"), encoding="utf-8")
        assert assistant.sync().problems == ()
        assert ask(assistant, "咕噜咕噜机和叽里呱啦怎么弄").status is AnswerStatus.ANSWERED
        file.write_text(line.format(PLAN, "没有这一句"), encoding="utf-8")
        report = assistant.sync()
        assert [(problem.path.name, problem.line) for problem in report.problems] == [("added.yaml", 3)]
        assert (report.withdrawn, report.unchanged) == ((), ALL)


def test_a_removed_file_is_withdrawn_its_clauses_stay_readable_and_it_may_return(
    house: House, answers: list[Told]
) -> None:
    held = house.document(READING).read_text("utf-8")
    with house.open() as (assistant, _):
        earlier = ask(assistant, "解读怎么说小升规？")
        house.document(READING).unlink()
        report = assistant.sync()
        assert (report.withdrawn, report.unchanged) == ((READING,), but(READING))
        assert READING not in {version.document.id for version in assistant.documents()}
        with pytest.raises(NotFound):
            assistant.document(READING)
        for text in QUESTIONS:
            assert READING not in {citation.document_id for citation in ask(assistant, text).citations}
        for citation in earlier.citations:
            assert citation.quote in assistant.clause(citation.clause_id, citation.version)[1].text
        house.document(READING).write_text(held, encoding="utf-8")
        assistant.sync()
        assert all_told(assistant) == answers


def test_an_added_file_serves_beside_the_others(house: House) -> None:
    shutil.copy(ROOT / "tests/fakes/knowledge/documents/port-plan.md", house.document("port-plan"))
    with house.open() as (assistant, report):
        assert report.added == ("port-plan",)
        assert "800 亿元" in ask(assistant, "渔业营收要达到多少？").text
        assert FIGURE in ask(assistant, QUESTION).text


def test_a_rebuild_gives_the_same_answers_from_a_new_index(house: House) -> None:
    with house.open() as (assistant, first):
        before = all_told(assistant)
        report = assistant.sync(rebuild=True)
        assert report.index_name != first.index_name
        assert (report.added, report.changed, report.withdrawn) == ((), (), ())
        assert all_told(assistant) == before
    assert [path.name for path in (house.data / "indexes").iterdir()] == [report.index_name]


def _delete_manifest(index: Path) -> None:
    (index / "manifest.json").unlink()


def _other_version(index: Path) -> None:
    manifest = index / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(content | {"schema": 999}), encoding="utf-8")


def _delete_all(index: Path) -> None:
    shutil.rmtree(index)


def _truncate_largest(index: Path) -> None:
    largest = max((path for path in index.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    os.truncate(largest, largest.stat().st_size // 2)


def _garble(folder: str) -> Callable[[Path], None]:
    def garble(index: Path) -> None:
        for path in (index / folder).rglob("*"):
            if path.is_file():
                path.write_bytes(b"garbled" + path.read_bytes()[7:])

    return garble


@pytest.mark.parametrize(
    "damage",
    [_delete_manifest, _other_version, _delete_all, _truncate_largest, _garble("lexical"), _garble("dense")],
    ids=["no manifest", "other version", "gone", "truncated", "lexical garbled", "dense garbled"],
)
def test_a_damaged_index_is_rebuilt_with_the_same_answers(
    house: House, answers: list[Told], damage: Callable[[Path], None]
) -> None:
    (index,) = (house.data / "indexes").iterdir()
    damage(index)
    with house.open() as (assistant, report):
        assistant.warm_up()
        assert (report.changed, report.withdrawn) == ((), ())
        assert assistant.readiness.ready
        assert all_told(assistant) == answers
    assert not (house.data / "indexes" / index.name).exists()


def test_a_second_assistant_on_the_same_data_is_refused(house: House) -> None:
    with house.open() as (assistant, _):
        before = told(ask(assistant, QUESTION))
        with closing(house.build()) as second, pytest.raises(DataDirectoryInUse) as refused:
            second.sync()
        assert str(os.getpid()) in refused.value.message
        assert "ASSISTANT_DATA_DIR" in refused.value.message
        assert told(ask(assistant, QUESTION)) == before
    with house.open() as (assistant, _):
        assert told(ask(assistant, QUESTION)) == before


def test_a_data_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StorageUnavailable) as refused:
        House(tmp_path / "file" / "data", ROOT / "knowledge").build()
    assert "数据目录" in refused.value.message


class Child:
    """A sync in another process; it waits until it is told to begin."""

    def __init__(self, house: House, *arguments: str, prefix: tuple[str, ...] = ()) -> None:
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.journeys.house", str(house.data), str(house.knowledge), *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.first = self._line()

    def begin(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def outcome(self) -> dict[str, object]:
        said: dict[str, object] = json.loads(self._line())
        return said

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def child(house: House) -> Callable[..., Child]:
    children: list[Child] = []

    def start(*arguments: str, prefix: tuple[str, ...] = ()) -> Child:
        children.append(Child(house, *arguments, prefix=prefix))
        return children[-1]

    yield start
    for each in children:
        each.end()


def test_another_process_on_the_same_data_is_refused(house: House, child: Callable[..., Child]) -> None:
    with house.open():
        other = child()
        other.begin()
        assert other.outcome()["code"] == "data_directory_in_use"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write")
def test_a_read_only_data_directory_is_told_in_chinese(house: House, child: Callable[..., Child]) -> None:
    for path in (house.data, *house.data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    refused = child(prefix=BOUND if os.geteuid() == 0 else ())
    if refused.first == "ready":
        refused.begin()
    outcome = json.loads(refused.first) if refused.first != "ready" else refused.outcome()
    assert outcome["code"] == "storage_unavailable"
    assert any(word in outcome["message"] for word in ("权限", "只读"))
    for path in (house.data, *house.data.rglob("*")):
        path.chmod(0o755)
    with house.open() as (assistant, report):
        assert report.unchanged == ALL
        assert FIGURE in ask(assistant, QUESTION).text


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
def test_a_disk_without_room_stops_a_sync_and_loses_nothing(
    house: House, answers: list[Told], child: Callable[..., Child]
) -> None:
    change(house, PLAN, FIGURE, "营收达到 6000 亿元")
    # No file may grow beyond this: what a full disk does to the largest files, without one.
    full = child("60000")
    full.begin()
    outcome = full.outcome()
    assert outcome["code"] == "storage_unavailable", outcome
    assert any(word in str(outcome["message"]) for word in ("磁盘", "空间"))
    change(house, PLAN, "营收达到 6000 亿元", FIGURE)
    with house.open() as (assistant, report):
        assert (report.changed, report.problems) == ((), ())
        assert all_told(assistant) == answers


def test_a_sync_killed_at_any_moment_is_finished_by_the_next(
    house: House, child: Callable[..., Child], tmp_path: Path
) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    duration = 1.0
    for kill in range(KILLS):
        change(house, PLAN, "一、主要目标", f"一、主要目标\n\n第{kill}次修订，园区新增{kill + 1}个。")
        killed = child()
        assert killed.first == "ready"
        killed.begin()
        time.sleep(duration * (kill + chance.random()) / KILLS)
        killed.end()
        started = time.monotonic()
        with house.open() as (assistant, report):
            duration = max(0.5, time.monotonic() - started)
            assert report.problems == (), seed
            assert assistant.readiness.ready
            assert any(f"第{kill}次修订" in clause.text for clause in assistant.document(PLAN).clauses), seed
    finished = child()
    finished.begin()
    with closing(House(tmp_path / "clean", house.knowledge).build()) as clean:
        clean.sync()
        expected = json.loads(json.dumps(all_told(clean)))
    assert finished.outcome()["told"] == expected, seed
