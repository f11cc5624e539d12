"""Reads a question without a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.answering import question_forms as forms
from assistant.answering.clause_facts import plain
from assistant.answering.content_words import ContentWords
from assistant.answering.document_names import DocumentNumbers, Named, kind_names, spoken_names
from assistant.answering.lexicon import Aspect, Lexicon, ValueType, aspects_in
from assistant.answering.phrases import Phrases
from assistant.answering.phrasings import TELLING_LENGTH, Likely, PhrasingBook
from assistant.answering.question_details import choices_in, without_listed
from assistant.answering.question_forms import Form
from assistant.answering.reading import ITS_OWN, Reading, Term, nearest
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Kind, document_of
from assistant.language.quantities import Quantity, QuantityKind, find_quantities
from assistant.language.script import ScriptConverter
from assistant.language.tokens import Tokenizer
from assistant.ports import TermStatistics

ASIDE_WEIGHT = 0.5
NAMED_ALIKE = 0.4
"""How like a statement of a rule that is named the words beside its name must be to choose by."""
_READINGS_KEPT = 256
_STATED = (QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.RATIO)
_COUNTS_OF_LISTS = {"大", "大类", "极", "区", "种", "块", "步"}
_CLASSIFIED = {"家", "件", "场", "款", "人", "间"}
_NAMED = re.compile(r"“([^“”，。；]{2,10})”")
_ASSERTING = re.compile(r"(?:是|不是|做了|做到|达到|有|满|够)$")
_ROUND_SPOKEN = re.compile(r"(?<=[\d一二两三四五六七八九十几])个(?=[亿万])")
_LOOSE = "几数多好上"
_ROUND = re.compile(r"[万亿元%]|百分之")
_POINTING = re.compile(r"(?:那|这|嗰|呢)(?:个|份|项|条)(?!月|星期)")
_BRACKETS = re.compile(r"[《》〈〉「」『』“”\"'‘’()（）\[\]【】]")


@dataclass(frozen=True)
class Reader:
    """Reads questions with the word lists and the corpus' own words."""

    words: ContentWords
    script: ScriptConverter
    lexicon: Lexicon
    statistics: TermStatistics
    phrasings: PhrasingBook
    document_names: Mapping[str, str]
    kind_names: Mapping[str, tuple[str, ...]]
    interpreted: Mapping[str, tuple[str, ...]]
    numbers: DocumentNumbers
    names_tell: bool
    """Whether the name of a document is part of what is asked of it, as that of a rule is; a plan goes without."""

    @classmethod
    def over(
        cls,
        catalogue: Catalogue,
        tokenizer: Tokenizer,
        script: ScriptConverter,
        lexicon: Lexicon,
        statistics: TermStatistics,
        terms: Iterable[str],
        phrasings: PhrasingBook,
    ) -> Reader:
        """A reader that knows the documents of a catalogue by their titles and aliases."""
        names = {
            plain(name, script): document.id
            for document in catalogue.documents()
            for name in (document.title, document.short_title, *document.aliases)
            for name in (name, *spoken_names(name, lexicon))
        }
        named = (name for clause in catalogue.clauses.values() for name in _NAMED.findall(clause.text))
        parts = (
            clause.heading
            for clause in catalogue.clauses.values()
            if clause.label and clause.depth == 1 and catalogue.document(clause.document_id).kind is not Kind.DIGEST
        )
        # A single character (展, 厂) counts as a word of its own only, never inside 发展 or 厂房.
        vocabulary = {
            *(saying for saying in lexicon.sayings if len(saying) > 1),
            *(plain(term, script) for term in (*terms, *named, *parts)),
        }
        longest_first = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        return cls(
            ContentWords(tokenizer, lexicon, statistics, Phrases(vocabulary), phrasings),
            script,
            lexicon,
            statistics,
            phrasings,
            longest_first,
            *kind_names(catalogue),
            DocumentNumbers(catalogue),
            catalogue.holds_rules,
        )

    @cached_property
    def read(self) -> Callable[[str, int], Reading]:
        """All but `likely` of a text in a year. Never raises; a question without content words has no terms."""
        # What is told before a question is often the same, and a conversation goes back to what was asked.
        return lru_cache(_READINGS_KEPT)(self._read)

    def _read(self, text: str, this_year: int) -> Reading:
        plain_text = plain(text, self.script)
        numbers, unnumbered = self.numbers.find(self.script.to_simplified(text))
        names = tuple(filter(plain_text.__contains__, self.document_names))
        named, rest = self._topic(without_listed(plain(unnumbered, self.script) if numbers else plain_text))
        value, classifier = forms.value_of(rest)
        asked = aspects_in(rest, self.lexicon)
        aspects = tuple(aspect for aspect in asked if not aspect.find)
        form = forms.form_of(rest)
        terms = self._terms(forms.without_summons(rest) if form is Form.OVERVIEW else rest, aspects)
        terms = tuple(term for term in terms if not (term.weak and len(aspects) < len(asked)))
        terms = (*self._mentioned(numbers), *self._sought(asked), *terms)
        outline = forms.outline_references(rest)
        for aspect in aspects:
            if aspect.value is not ValueType.ANY:
                # 最高奖几成 asks for a share, whatever 最高奖 asks for elsewhere.
                share = value is ValueType.RATIO and aspect.value is ValueType.MONEY
                value, classifier = value if share else aspect.value, ""
                break
        return Reading(
            text=plain_text,
            form=form,
            value=value,
            classifier=classifier,
            yes_no=forms.is_yes_no(rest),
            terms=terms,
            aspects=aspects,
            places=self.lexicon.places.find(rest),
            years=forms.years_in(rest, this_year),
            quantities=tuple(q for q in find_quantities(rest) if q.kind in _ASSERTED and _is_named(q)),
            asserted=tuple(q for q in find_quantities(rest) if q.kind in _STATED and q.unit not in _COUNTS_OF_LISTS),
            documents=tuple(dict.fromkeys((*(id for each in numbers for id in each.documents), *named))),
            numbers=numbers,
            unknown_number=self.numbers.unknown(self.script.to_simplified(text)),
            names=names,
            of_rules=self.names_tell,
            outline=outline,
        )

    def names_a_document(self, text: str) -> bool:
        """Whether a document is named, by its title, a nickname or its number."""
        named, _ = self._documents(plain(text, self.script))
        return bool(named or self.numbers.find(text)[0])

    def likely(self, text: str, background: str) -> Mapping[str, tuple[Likely, ...]]:
        """The statements that people ask for in such words, by clause id."""
        question, told = (plain(each, self.script) for each in (text, background))
        if self.names_tell:
            question = self._without_own_numbers(text) or question
            # Of a rule people ask in so many words; what they told of themselves helps only where they do not.
            alone = self._of_named(question)
            clear = any(place.similarity >= ITS_OWN for places in alone.values() for place in places)
            tells = clear and len(question) >= TELLING_LENGTH
            return alone if tells or not told else self.phrasings.likely(self._as_written(question), told)
        return self.phrasings.likely(self._topic(question)[1], self._topic(told)[1])

    def _of_named(self, question: str) -> Mapping[str, tuple[Likely, ...]]:
        """The statements that are asked for; the name of a rule tells which rule, and its other words what of it."""
        alone = self.phrasings.likely(self._as_written(question))
        named, asked = self._documents(question)
        own = self.phrasings.likely(self._as_written(asked), within=named) if named else {}
        if nearest(own) < NAMED_ALIKE:
            return alone
        of_others = {key: places for key, places in alone.items() if document_of(key) not in named}
        # With its name the question is so much more like all that the rule says.
        raised = nearest({key: places for key, places in alone.items() if key not in of_others}) / nearest(own)
        return of_others | {
            key: tuple(replace(each, similarity=max(1.0, raised) * each.similarity) for each in places)
            for key, places in own.items()
        }

    def _without_own_numbers(self, text: str) -> str:
        """Which value is asked for of a document named by its 文号, which is like the statement of the number only."""
        numbers, rest = self.numbers.find(self.script.to_simplified(text))
        asked = plain(rest, self.script)
        wanted = forms.value_of(asked)[0] is not ValueType.ANY or aspects_in(asked, self.lexicon)
        return asked if wanted and any(each.own for each in numbers) else ""

    def _topic(self, plain_text: str) -> tuple[tuple[str, ...], str]:
        named, rest = self._documents(_ROUND_SPOKEN.sub("", plain_text))
        return named, self._as_written(rest)

    def _documents(self, text: str) -> tuple[tuple[str, ...], str]:
        """Ids of the documents that the text names, and the text without their names."""
        named: dict[str, None] = {}
        if self.names_tell:
            # 专精特新那个贷款贴息 names the same rule as without 那个.
            text = _POINTING.sub("", text)
        for name, document_id in self.document_names.items():
            if name in text:
                named[document_id] = None
                text = text.replace(name, " ")
        for word, document_ids in self.kind_names.items():
            if word in text and not any(document_id in named for document_id in document_ids):
                named.update((document_id, None) for document_id in document_ids)
                text = text.replace(word, " ")
                if "方案" in text:
                    named.update((interpreted, None) for interpreted in self.interpreted.get(word, ()))
        return tuple(named), _BRACKETS.sub("", text)

    def _as_written(self, text: str) -> str:
        """粤西 as 粤东西北 where the corpus only writes of them together."""
        for part, whole in self.lexicon.places.written_as.items():
            unwritten = part in text and whole not in text and not self.statistics.pair_frequency(part)
            if unwritten and self.words.pairs_known(whole) == len(whole) - 1:
                text = text.replace(part, whole)
        return text

    def _terms(self, text: str, aspects: tuple[Aspect, ...]) -> tuple[Term, ...]:
        rest = forms.without_years(text)
        for aspect in aspects:
            for word in aspect.asked_in(rest):
                rest = rest.replace(word, " ")
        terms: dict[str, Term] = {}
        for saying in self.words.vocabulary.find(rest):
            thing = self.words.thing(saying, rest)
            terms[thing] = self.words.term(thing)
            rest = rest.replace(thing, " ")
        # 是不是200个 is answered by the figure that the text gives, so the asked one must not steer the search.
        figures = [q for q in find_quantities(rest) if _is_named(q)]
        for figure in figures:
            doubted = forms.is_yes_no(text)
            picks_out = f"{figure.text}的" in rest or f"{figure.text}级" in rest or not (terms or doubted)
            if picks_out or not (doubted or _ASSERTING.search(rest[: figure.start])):
                word = _written(figure)
                weight = self.words.named_weight()
                terms.setdefault(word, Term(word, weight if picks_out else weight * ASIDE_WEIGHT))
        for place in self.lexicon.places.find(rest):
            if not any(place in known for known in terms):
                terms[place] = self.words.term(place)
            rest = rest.replace(place, " ")
        rest = _without_figures(rest)
        for province in self.lexicon.places.province:
            rest = rest.replace(province, " ")
        for stretch in forms.without_asking_words(rest).split():
            for word in self.words.of(stretch):
                terms.setdefault(word, self.words.term(word))
        for figure in figures if not terms else ():
            terms[_written(figure)] = Term(_written(figure), self.words.named_weight())
        return _without_other_choices(tuple(terms.values()), choices_in(text))

    def _mentioned(self, numbers: tuple[Named, ...]) -> tuple[Term, ...]:
        """Numbers that a document only mentions (粤工信技改函〔2026〕40号 of a round) are looked up like words."""
        weight = self.words.named_weight()
        return tuple(Term(plain(each.number, self.script), weight) for each in numbers if not each.own)

    def _sought(self, aspects: tuple[Aspect, ...]) -> tuple[Term, ...]:
        """Aspects that are a passage rather than a value are looked up by the words that passage uses."""
        weight = self.words.named_weight()
        return tuple(Term(aspect.label, weight, aspect.evidence) for aspect in aspects if aspect.find)


def _without_other_choices(terms: tuple[Term, ...], choices: str) -> tuple[Term, ...]:
    """Of 女装还是童装 the text holds one at most, so the other is not missing."""
    chosen = [term for term in terms if term.text in choices]
    if not any(term.known for term in chosen):
        return terms
    return tuple(term for term in terms if term.known or term not in chosen)


def _is_named(figure: Quantity) -> bool:
    """A figure that a text can be looked up by: a round sum, or a count with its classifier in digits."""
    if figure.kind is QuantityKind.MONEY:
        return figure.text[0] not in _LOOSE and _ROUND.search(figure.text) is not None
    return figure.kind is QuantityKind.COUNT and figure.unit in _CLASSIFIED and (figure.low or figure.high or 0) > 2


def _written(figure: Quantity) -> str:
    """10亿, 5000万: the figure as a text most likely writes it."""
    value = figure.low if figure.low is not None else figure.high
    if value is None:
        return figure.text
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if value >= scale:
            return f"{(value / scale).normalize():f}{name}"
    return f"{value.normalize():f}{figure.unit if figure.kind is QuantityKind.COUNT else ''}"


def _without_figures(text: str) -> str:
    for quantity in reversed(find_quantities(text)):
        if quantity.kind in (QuantityKind.COUNT, QuantityKind.ORDINAL, QuantityKind.MONEY, QuantityKind.RATIO):
            text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


_ASSERTED = (QuantityKind.MONEY,)
