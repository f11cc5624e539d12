"""The two documents against their original: nothing lost, nothing added, every dropped line accounted for."""

from pathlib import Path

import pytest
import yaml

from assistant.corpus import load_documents, parse_clauses

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
LEDGERS = sorted((KNOWLEDGE / "originals").glob("*.ledger.yaml"))


def squash(text: str) -> str:
    return "".join(text.split()).replace("**", "")


@pytest.fixture(params=LEDGERS, ids=lambda path: path.name)
def ledger(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def lines(ledger):
    return (KNOWLEDGE / "originals" / ledger["original"]).read_text(encoding="utf-8").split("\n")


@pytest.fixture
def documents(ledger):
    loaded = load_documents([KNOWLEDGE])
    assert loaded.problems == ()
    by_id = {document.id: document for document in loaded.documents}
    return [by_id[document_id] for document_id in ledger["documents"]]


def test_every_dropped_line_stands_in_the_original_as_the_ledger_says(ledger, lines):
    for dropped in ledger["dropped"]:
        assert lines[dropped["line"] - 1] == dropped["text"]
        assert dropped["reason"]


def test_the_clauses_joined_are_the_original_without_whitespace_and_marks(ledger, lines, documents):
    dropped = {entry["line"] for entry in ledger["dropped"]}
    original = "".join(line for number, line in enumerate(lines, 1) if number not in dropped)
    clauses = "".join(clause.text for document in documents for clause in parse_clauses(document))
    assert squash(clauses) == squash(original)


def test_paragraphs_keep_their_spaces_and_only_page_breaks_are_joined(ledger, lines, documents):
    dropped = {entry["line"] for entry in ledger["dropped"]}
    joined = {entry["line"]: entry for entry in ledger["joined"]}
    paragraphs: list[str] = []
    open_join = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or number in dropped:
            continue
        if open_join:
            assert line.startswith(open_join)
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        open_join = joined[number]["after"] if number in joined else ""
        assert number not in joined or line.endswith(joined[number]["before"])
    texts = [line for document in documents for line in document.text.split("\n") if line.strip()]
    assert texts == [paragraph.replace("**", "") for paragraph in paragraphs]


def test_measure_titles_are_the_bold_spans_of_the_original(lines, documents):
    bold = ["".join(part) for part in "\n".join(lines).split("**")[1::2]]
    marked = [document.text[mark.start : mark.end] for document in documents for mark in document.marks]
    assert [span for span in marked if span in bold] == bold


def test_the_basis_of_validity_is_quoted_from_the_text(documents):
    for document in documents:
        assert all(phrase in document.text for phrase in document.validity_basis)
