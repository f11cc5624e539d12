"""Step: put the answer together from verbatim stretches and the connecting words of replies.yaml, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.at_large import is_at_large, without_far, wording_of
from assistant.answering.clause_facts import FactBook
from assistant.answering.comparison import Comparison, differing_segments
from assistant.answering.periods import Periods
from assistant.answering.question_details import asks_to_take_part_now, asks_whether_open
from assistant.answering.remarks import Remarks, cited_documents
from assistant.answering.replies import Replies
from assistant.answering.turn import Draft, Evidence, Finding, Part, Span, Turn
from assistant.answering.wording import Wording
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Level, Role, document_of
from assistant.language.script import ScriptConverter

MOST_DIRECTIONS = 3
SHOW_TEXT_BELOW = 240
"""A list of headings also shows what stands below them while that is no longer than this."""
_OF_DOCUMENT = {"issuer": "lead.issuer", "title": "lead.title"}


@dataclass(frozen=True, slots=True)
class ComposeQuotes:
    """Fills `drafts`, `status` and `follow_ups`."""

    catalogue: Catalogue
    facts: FactBook
    comparison: Comparison
    periods: Periods
    remarks: Remarks
    replies: Replies
    script: ScriptConverter

    def __call__(self, turn: Turn) -> Turn:
        """Drafts for every part, the validity line first; a single empty part ends the turn with its reply."""
        wording = Wording(self.replies, self.script, turn.script, self.catalogue)
        found = [part for part in turn.parts if part.evidence and part.evidence.answers]
        if not found and not any(p.evidence and p.evidence.finding is Finding.NOTHING for p in turn.parts):
            return self._without_evidence(turn, wording)
        lapsed = self._lapsed(turn)
        if not (found or lapsed) and is_at_large(turn, self.catalogue):
            return self._at_large(turn, wording)
        bodies = _once([list(self._part(part, turn, wording)) for part in turn.parts])
        further = _as(Role.REMARK, self.remarks.after(turn, bodies, self._judged(turn), wording))
        bodies += self._advice(turn, wording)
        before = _as(Role.WARNING, self.remarks.before(turn, wording))
        drafts = (*before, *bodies, *further, *self.remarks.warnings(turn, bodies, wording))
        unique = tuple(dict.fromkeys(drafts))
        if not found:
            status = AnswerStatus.NO_EVIDENCE
        else:
            open_parts = [
                p for p in turn.parts if p.evidence and p.evidence.finding in (Finding.NOTHING, Finding.OUT_OF_SCOPE)
            ]
            status = AnswerStatus.PARTLY_ANSWERED if open_parts else AnswerStatus.ANSWERED
        if lapsed:
            unique = (*unique, wording.own("expired_only", document=wording.name(lapsed)))
            status = AnswerStatus.EXPIRED_ONLY
        return replace(turn, drafts=unique, status=status, detail={"drafts": len(unique), "status": status})

    def _at_large(self, turn: Turn, wording: Wording) -> Turn:
        """First what is not written and whom to ask, last what comes near."""
        turn = without_far(
            turn, self.catalogue, lambda each: self._holds(each, turn.as_of), self.remarks.regions.city_of
        )
        absent: list[Draft] = []
        near: list[list[Draft]] = []
        for part in turn.parts:
            if part.evidence and part.evidence.finding is Finding.NOTHING:
                name, label = wording_of(part, part.evidence)
                absent.append(wording.own(name, label=label))
                near.append(list(self._nearest(part.evidence, wording)))
        quoted = _once(near)
        advice = self._advice(turn, wording) if quoted else [wording.own("at_large.where")]
        further = _as(Role.REMARK, self.remarks.after(turn, quoted, (), wording))
        drafts = tuple(dict.fromkeys((*absent, *advice, *quoted, *further)))
        detail = {"drafts": len(drafts), "status": AnswerStatus.NO_EVIDENCE}
        return replace(turn, drafts=drafts, status=AnswerStatus.NO_EVIDENCE, detail=detail)

    def _holds(self, document_id: str, as_of: date) -> bool:
        return self.periods.standing(self.periods.governing(document_id), as_of).is_usable

    def _lapsed(self, turn: Turn) -> str:
        """The expired text that a question to take part now rests on; empty when another one is in force."""
        if not any(asks_to_take_part_now(part.reading.text) for part in turn.parts):
            return ""
        cited = cited_documents(self.catalogue, turn) or [self.catalogue.documents()[0].id]
        governing = dict.fromkeys(self.periods.governing(document_id) for document_id in cited)
        expired = [each for each in governing if not self.periods.standing(each, turn.as_of).is_usable]
        return expired[0] if len(expired) == len(governing) else ""

    def _without_evidence(self, turn: Turn, wording: Wording) -> Turn:
        if any(part.evidence and part.evidence.finding is Finding.VAGUE for part in turn.parts):
            reply = wording("status.clarification_needed", topic=turn.question.text.strip()[:20])
            detail = {"status": AnswerStatus.CLARIFICATION_NEEDED}
            follow_ups = tuple(self._directions(turn, wording))
            return turn.end(AnswerStatus.CLARIFICATION_NEEDED, reply, follow_ups=follow_ups, detail=detail)
        reply = wording("status.unanswerable_out_of_scope", documents=wording.document_list())
        return turn.end(AnswerStatus.OUT_OF_SCOPE, reply, detail={"status": AnswerStatus.OUT_OF_SCOPE})

    def _directions(self, turn: Turn, wording: Wording) -> Iterator[str]:
        """Questions that the corpus can answer: the headings near what was found, else the parts of the first text."""
        near = [
            heading.heading
            for part in turn.parts
            for clause_id in part.candidates
            for heading in self.catalogue.ancestors(self.catalogue.clause(clause_id))[-1:]
            if heading.parent_id is not None
        ]
        root = self.catalogue.version(self.catalogue.documents()[0].id).clauses[0]
        chapters = [child.heading for child in self.catalogue.children(root.id, Level.OUTLINE) if child.label != "附件"]
        for heading in tuple(dict.fromkeys([*near, *chapters]))[:MOST_DIRECTIONS]:
            yield wording("follow_ups.children", heading=heading)

    def _part(self, part: Part, turn: Turn, wording: Wording) -> Iterator[Draft]:
        evidence = part.evidence
        if evidence is None or evidence.finding in (Finding.VAGUE, Finding.OUT_OF_SCOPE):
            return
        if evidence.finding is Finding.NOTHING:
            yield from self._nothing(part, evidence, wording)
        elif evidence.finding is Finding.VALIDITY:
            city = self.remarks.regions.city_of(part.reading.at)
            asked_of = self._asked_of(part)
            told = list(self.periods.statement(asked_of, turn.as_of, wording, city))
            in_rounds = len(asked_of) == 1 and bool(self.catalogue.document(asked_of[0]).windows)
            # Who asks whether one can still apply wants the round first, not how long the rule holds.
            yield from (*told[1:], *told[:1]) if in_rounds and asks_whether_open(part.reading.text) else told
        elif evidence.finding is Finding.HEADINGS:
            yield from self._headings(evidence, wording)
        elif evidence.finding is Finding.COMPARISON:
            yield from self._comparison(part, evidence, wording)
        else:
            wordable = evidence.gap is None and evidence.label not in _OF_DOCUMENT
            yield from (replace(draft, wordable=wordable) for draft in self._quotes(evidence, wording))

    def _quotes(self, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        if evidence.label in _OF_DOCUMENT:
            document_id = self.catalogue.clause(evidence.groups[0][0].clause_id).document_id
            lead = wording(_OF_DOCUMENT[evidence.label], document=wording.name(document_id))
            yield wording.quoted(evidence.groups[0], lead)
            return
        last = ""
        if evidence.gap is not None:
            yield wording.absence(evidence, self.catalogue.clause(evidence.groups[0][0].clause_id).document_id)
        for spans in evidence.groups:
            document_id = self.catalogue.clause(spans[0].clause_id).document_id
            lead = wording.lead(document_id) if document_id != last else ""
            last = document_id
            yield wording.quoted(spans, lead)

    def _headings(self, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        items = [spans[0] for spans in evidence.groups]
        clauses = [self.catalogue.clause(item.clause_id) for item in items]
        if evidence.label == "each":
            for item, clause in zip(items, clauses, strict=True):
                yield wording.quoted((item,), wording.lead(clause.document_id))
                for child in self.catalogue.children(clause.id):
                    yield wording.item(None, Span(child.id, 0, len(child.text)))
            return
        heading = self.catalogue.clause(evidence.heading_id)
        if all(clause.level is Level.TEXT for clause in clauses):
            yield wording.list_lead(heading, "lead.text_under_end")
            for item in items:
                yield wording.quoted((item,), "")
            return
        yield wording.list_lead(heading)
        leaves = [self.catalogue.children(clause.id) for clause in clauses]
        small = sum(len(leaf.text) for children in leaves for leaf in children) <= SHOW_TEXT_BELOW
        for number, (item, children) in enumerate(zip(items, leaves, strict=True), start=1):
            below = tuple(Span(leaf.id, 0, len(leaf.text)) for leaf in children if leaf.level is Level.TEXT)
            yield wording.item(number, item, below if small else ())

    def _comparison(self, part: Part, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        if evidence.label == "conflict":
            for number, spans in enumerate(evidence.groups):
                lead = wording("lead.conflict") if number == 0 else ""
                yield wording.quoted(spans, lead + wording.lead(self.catalogue.clause(spans[0].clause_id).document_id))
            return
        if evidence.label == "headings":
            for spans in evidence.groups:
                parent_id = self.catalogue.clause(spans[0].clause_id).parent_id
                yield wording.list_lead(self.catalogue.clause(str(parent_id)))
                for number, span in enumerate(spans, start=1):
                    yield wording.item(number, span)
            return
        topic = "、".join(term.text for term in part.reading.terms[:3])
        pair = next(d for d in self.catalogue.documents() if d.interprets in self.catalogue.versions)
        for document_id, spans in zip((str(pair.interprets), pair.id), evidence.groups, strict=True):
            if spans:
                yield wording.quoted(spans, wording.lead(document_id))
            else:
                yield wording.own("lead.gap", document=wording.name(document_id), topic=topic)
        if all(evidence.groups):
            yield from self._differences(evidence.groups[0], evidence.groups[1], wording)

    def _differences(self, ours: tuple[Span, ...], theirs: tuple[Span, ...], wording: Wording) -> Iterator[Draft]:
        """Like stretches worded differently, and what only one side says."""
        differing = differing_segments(self.facts, ours, theirs)
        if differing is not None:
            yield wording.pair("lead.wording", *differing)
        for side, other in ((ours, theirs), (theirs, ours)):
            only = self.comparison.only_in(side, other)
            if only:
                document_id = self.catalogue.clause(side[0].clause_id).document_id
                yield wording.several(only, wording("lead.only", document=wording.name(document_id)))

    def _nothing(self, part: Part, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        document_ids = (
            part.reading.documents
            or tuple(dict.fromkeys(self.catalogue.clause(spans[0].clause_id).document_id for spans in evidence.groups))
            or (self.catalogue.documents()[0].id,)
        )
        yield wording.absence(evidence, document_ids[0])
        yield from self._nearest(evidence, wording)

    def _nearest(self, evidence: Evidence, wording: Wording) -> Iterator[Draft]:
        for number, spans in enumerate(evidence.groups):
            yield wording.quoted(spans, wording("lead.nearest") if number == 0 else "")

    def _advice(self, turn: Turn, wording: Wording) -> list[Draft]:
        """One line about whom to ask, however many parts had no answer."""
        if not any(part.evidence and part.evidence.finding is Finding.NOTHING for part in turn.parts):
            return []
        cited = [span for part in turn.parts if part.evidence for spans in part.evidence.groups for span in spans]
        first = self.catalogue.clause(cited[0].clause_id).document_id if cited else self.catalogue.documents()[0].id
        return [wording.where_to_ask(first)]

    def _judged(self, turn: Turn) -> frozenset[str]:
        """The documents whose standing is asked for, and so told."""
        judged = (part for part in turn.parts if part.evidence and part.evidence.finding is Finding.VALIDITY)
        return frozenset(self.periods.governing(each) for part in judged for each in self._asked_of(part))

    def _asked_of(self, part: Part) -> tuple[str, ...]:
        """The documents whose validity is asked: those named, else that of the best hit, else the foremost."""
        if part.reading.documents:
            return part.reading.documents
        governed = {self.periods.governing(document.id) for document in self.catalogue.documents()}
        if len(governed) > 1 and part.reading.likely:
            likely = part.reading.likely
            return (document_of(max(likely, key=lambda key: max(each.similarity for each in likely[key]))),)
        if len(governed) > 1 and part.candidates:
            return (self.catalogue.clause(part.candidates[0]).document_id,)
        return tuple(sorted(governed))[:1]


def _as(role: Role, drafts: Iterable[Draft]) -> list[Draft]:
    return [replace(draft, role=role) for draft in drafts]


def _once(parts: list[list[Draft]]) -> list[Draft]:
    """Without drafts that quote nothing but what an earlier one has quoted, nor the lead of a list of such ones."""
    quoted: set[tuple[str, int, int]] = set()
    kept: list[Draft] = []
    for drafts in parts:
        new: list[Draft] = []
        for draft in drafts:
            spans = {(span.clause_id, span.start, span.end) for span in draft.cited}
            if not spans or not spans <= quoted:
                new.append(draft)
            quoted |= spans
        kept += new if len(new) > 1 or len(new) == len(drafts) or not _is_lead(new) else []
    return kept


def _is_lead(drafts: list[Draft]) -> bool:
    return bool(drafts) and str(drafts[0].pieces[-1]).endswith(("：", ":"))
