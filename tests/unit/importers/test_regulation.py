from __future__ import annotations

from docx.document import Document as WordDocument

from assistant.corpus.numerals import chinese
from assistant.domain import Level
from tests.fakes.originals import regulation
from tests.unit.importers.conftest import Import


def test_a_word_file_keeps_its_sixty_articles_though_all_numbers_are_automatic(imported: Import) -> None:
    read = imported("办法.docx", regulation.as_word())
    articles = read.numbered("条")
    assert [clause.label for clause in articles] == [f"第{chinese(number)}条" for number in range(1, 61)]
    assert [clause.id for clause in articles] == [f"sgxg-2025-3:a{number}" for number in range(1, 61)]
    for article, written in zip(articles, regulation.articles(), strict=True):
        below = [clause.text for clause in read.clauses if clause.id == f"{article.id}.p1"]
        assert below == [written.text]


def test_its_chapters_hold_their_articles(imported: Import) -> None:
    read = imported("办法.docx", regulation.as_word())
    chapters = read.numbered("章")
    assert [clause.heading for clause in chapters] == list(regulation.CHAPTERS)
    for chapter in chapters:
        held = [clause for clause in read.numbered("条") if clause.parent_id == chapter.id]
        assert len(held) == regulation.ARTICLES_A_CHAPTER


def test_second_paragraphs_and_items_stand_under_their_article(imported: Import) -> None:
    read = imported("办法.docx", regulation.as_word())
    texts = {clause.id.partition(":")[2]: clause for clause in read.clauses if clause.level is Level.TEXT}
    for number, article in enumerate(regulation.articles(), 1):
        for paragraph in article.paragraphs:
            assert texts[f"a{number}.p2"].text == paragraph
            assert texts[f"a{number}.p2"].locator.endswith(f"第{chinese(number)}条第二款")
        items = [texts[f"a{number}.{item}"].text for item in range(1, len(article.items) + 1)]
        labels = [f"（{chinese(item)}）" for item in range(1, len(article.items) + 1)]
        assert items == [label + item for label, item in zip(labels, article.items, strict=True)]


def test_its_front_matter_is_read_from_the_text(imported: Import) -> None:
    document = imported("办法.docx", regulation.as_word()).document
    assert (document.title, document.issuer) == (regulation.TITLE, regulation.ISSUER)
    assert (document.doc_number, document.region) == (regulation.NUMBER, "示例市")
    assert [str(day) for day in (document.issued_on, document.effective_on, document.expires_on)] == [
        "2025-02-10",
        "2025-03-01",
        "2030-02-28",
    ]
    assert document.validity_basis == (regulation.LAST,)


def test_the_basis_of_validity_stands_in_one_clause(imported: Import) -> None:
    read = imported("办法.docx", regulation.as_word())
    assert regulation.LAST in read.texts()


def test_the_report_counts_what_the_parser_finds(imported: Import) -> None:
    counts = imported("办法.docx", regulation.as_word()).draft.counts
    assert (counts.levels["章"], counts.levels["条"]) == (6, 60)
    assert counts.levels["（一）"] == sum(len(article.items) for article in regulation.articles())
    assert counts.levels["款"] == 60 + sum(len(article.paragraphs) for article in regulation.articles())


def test_the_letterhead_is_in_the_ledger(imported: Import) -> None:
    read = imported("办法.docx", regulation.as_word())
    assert read.dropped("版头") == [f"{regulation.ISSUER}文件", regulation.NUMBER]


def test_titles_in_bold_head_what_follows(imported: Import) -> None:
    def add(document: WordDocument) -> None:
        paragraph = document.add_paragraph("（一）提质增效行动。")
        paragraph.add_run("强化技改").bold = True
        paragraph.add_run("，支持设备更新。")

    read = imported("办法.docx", regulation.as_word(add))
    assert "（一）提质增效行动。**强化技改**，支持设备更新。" in read.draft.markdown
    assert "强化技改" in [clause.heading for clause in read.clauses]
