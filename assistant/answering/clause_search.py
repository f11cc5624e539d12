"""Looks clauses up by a text, for whoever wants to read the documents rather than an answer."""

from __future__ import annotations

from datetime import date

from assistant.answering.citations import CitationList
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Citation, Level, Query
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter
from assistant.ports import Searcher


def find_clauses(
    catalogue: Catalogue, searcher: Searcher, text: str, limit: int, as_of: date, public_url: str
) -> tuple[Citation, ...]:
    """The whole clauses that are nearest to a text, best first, each with what holds of it on a day.

    Headings are left out: they say nothing. What no longer holds is found, too, and says so.
    """
    plain = ScriptConverter().to_simplified(nfkc(strip_invisible(text)))
    stating = {clause.id for clause in catalogue.clauses.values() if clause.level is Level.TEXT}
    listed = CitationList(catalogue, as_of, public_url)
    for hit in searcher.search(Query(plain), limit, stating):
        listed.number(Span(hit.clause_id, 0, len(catalogue.clause(hit.clause_id).text)))
    return listed.citations
