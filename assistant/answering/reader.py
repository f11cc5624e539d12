"""Reads a question without a model."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.answering import question_forms as forms
from assistant.answering.clause_facts import plain
from assistant.answering.lexicon import Aspect, Lexicon, ValueType
from assistant.answering.phrases import Phrases
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading, Term
from assistant.corpus.catalogue import Catalogue
from assistant.language.quantities import Quantity, QuantityKind, find_quantities
from assistant.language.script import ScriptConverter
from assistant.language.tokens import Tokenizer
from assistant.ports import TermStatistics

LONGEST_COMPOUND = 4
_HEADS = frozenset("券仓费税款证奖节展店卡赛险贷债")
"""Characters that end a name of three: 海外仓 is another thing than 海外, though the dictionary has it not."""
WEAK_WEIGHT = 0.3
ASIDE_WEIGHT = 0.5
FOREIGN_WEIGHT = 0.2
ABSENT_WEIGHT = 0.3
"""A word that the corpus lacks may be idle talk as well as the point of the question."""
DEED_WEIGHT = 0.8
"""利用 and 掌握 go with anything: what is done says less of the topic than what it is done to."""
SPOKEN_WEIGHT = 0.4
TELLING = 3
"""A word that people ask for more clauses with than that tells none from another (起来, 整个)."""
NAMED_WEIGHT = 0.6
"""A word that ends as names of things do (消费券) is rather the point."""
_STATED = (QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.RATIO)
_COUNTS_OF_LISTS = {"大", "大类", "极", "区", "种", "块", "步"}
_CLASSIFIED = {"家", "件", "场", "款", "人", "间"}
_NAMED = re.compile(r"“([^“”，。；]{2,10})”")
_ASSERTING = re.compile(r"(?:是|不是|做了|做到|达到|有|满|够)$")
_ROUND_SPOKEN = re.compile(r"(?<=[\d一二两三四五六七八九十几])个(?=[亿万])")
_LOOSE = "几数多好上"
_ROUND = re.compile(r"[万亿元%]|百分之")
_BRACKETS = re.compile(r"[《》〈〉「」『』“”\"'‘’()（）\[\]【】]")


@dataclass(frozen=True)
class Reader:
    """Reads questions with the tokenizer, the word lists and the corpus' own term statistics."""

    tokenizer: Tokenizer
    script: ScriptConverter
    lexicon: Lexicon
    statistics: TermStatistics
    vocabulary: Phrases
    phrasings: PhrasingBook
    document_names: Mapping[str, str]
    kind_names: Mapping[str, tuple[str, ...]]
    interpreted: Mapping[str, tuple[str, ...]]

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
        }
        named = (name for clause in catalogue.clauses.values() for name in _NAMED.findall(clause.text))
        parts = (clause.heading for clause in catalogue.clauses.values() if clause.label and clause.depth == 1)
        # A single character (展, 厂) counts as a word of its own only, never inside 发展 or 厂房.
        vocabulary = {
            *(saying for saying in lexicon.sayings if len(saying) > 1),
            *(plain(term, script) for term in (*terms, *named, *parts)),
        }
        longest_first = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        return cls(
            tokenizer,
            script,
            lexicon,
            statistics,
            Phrases(vocabulary),
            phrasings,
            longest_first,
            *_kind_names(catalogue),
        )

    def read(self, text: str, this_year: int) -> Reading:
        """Never raises; a question without content words has no terms."""
        plain_text = plain(text, self.script)
        named, rest = self._documents(_ROUND_SPOKEN.sub("", plain_text))
        rest = self._as_written(rest)
        value, classifier = forms.value_of(rest)
        asked = self._aspects(rest)
        aspects = tuple(aspect for aspect in asked if not aspect.find)
        form = forms.form_of(rest)
        terms = self._terms(forms.without_summons(rest) if form is Form.OVERVIEW else rest, aspects)
        terms = (*self._sought(asked), *(term for term in terms if not (term.weak and len(aspects) < len(asked))))
        outline = forms.outline_references(rest)
        for aspect in aspects:
            if aspect.value is not ValueType.ANY:
                value, classifier = aspect.value, ""
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
            documents=named,
            outline=outline,
            likely=self.phrasings.likely(rest),
        )

    def _documents(self, text: str) -> tuple[tuple[str, ...], str]:
        """Ids of the documents that the text names, and the text without their names."""
        named: dict[str, None] = {}
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
            if unwritten and self._pairs_known(whole) == len(whole) - 1:
                text = text.replace(part, whole)
        return text

    def _aspects(self, text: str) -> tuple[Aspect, ...]:
        found: dict[str, Aspect] = {}
        for aspect in self.lexicon.aspects:
            if aspect.group not in found and aspect.is_asked(text):
                found[aspect.group] = aspect
        return tuple(found.values())

    def _terms(self, text: str, aspects: tuple[Aspect, ...]) -> tuple[Term, ...]:
        rest = forms.without_years(text)
        for aspect in aspects:
            for word in aspect.asked_in(rest):
                rest = rest.replace(word, " ")
        terms: dict[str, Term] = {}
        for saying in self.vocabulary.find(rest):
            thing = self._thing(saying, rest)
            terms[thing] = self._term(thing)
            rest = rest.replace(thing, " ")
        # 是不是200个 is answered by the figure that the text gives, so the asked one must not steer the search.
        figures = [q for q in find_quantities(rest) if _is_named(q)]
        for figure in figures:
            doubted = forms.is_yes_no(text)
            picks_out = f"{figure.text}的" in rest or f"{figure.text}级" in rest or not (terms or doubted)
            if picks_out or not (doubted or _ASSERTING.search(rest[: figure.start])):
                word = _written(figure)
                weight = math.log(1 + self.statistics.clause_count())
                terms.setdefault(word, Term(word, weight if picks_out else weight * ASIDE_WEIGHT))
        for place in self.lexicon.places.find(rest):
            if not any(place in known for known in terms):
                terms[place] = self._term(place)
            rest = rest.replace(place, " ")
        rest = _without_figures(rest)
        for province in self.lexicon.places.province:
            rest = rest.replace(province, " ")
        for stretch in forms.without_asking_words(rest).split():
            words = self._compounds(self.tokenizer.content_words(stretch), stretch)
            for word in _joined(list(words), stretch):
                if word in self.lexicon.synonyms or (len(word) > 1 and self._means_something(word)):
                    terms.setdefault(word, self._term(word))
        for figure in figures if not terms else ():
            terms[_written(figure)] = Term(_written(figure), math.log(1 + self.statistics.clause_count()))
        return tuple(terms.values())

    def _thing(self, word: str, text: str) -> str:
        """海外仓 rather than 海外, where the character after a known word makes another thing of it."""
        before, _, rest = text.partition(word)
        if before == text or rest[:1] not in _HEADS or self.statistics.pair_frequency(word[-1] + rest[0]):
            return word
        return word if self.tokenizer.is_word(rest[:2]) else word + rest[0]

    def _sought(self, aspects: tuple[Aspect, ...]) -> tuple[Term, ...]:
        """Aspects that are a passage rather than a value are looked up by the words that passage uses."""
        weight = math.log(1 + self.statistics.clause_count())
        return tuple(Term(aspect.label, weight, aspect.evidence) for aspect in aspects if aspect.find)

    def _compounds(self, words: Iterable[str], stretch: str) -> Iterator[str]:
        """快 and 时尚 are one word where the corpus writes 快时尚."""
        held = ""
        for word in (*words, ""):
            lone = 1 in (len(held), len(word)) and len(held + word) <= LONGEST_COMPOUND
            names = word in _HEADS or bool(held and word and self.statistics.pair_frequency(held[-1] + word[0]))
            if held and word and lone and names and held + word in stretch:
                held += word
                continue
            if held:
                yield held
            held = word

    def _means_something(self, word: str) -> bool:
        """A word that the corpus lacks counts only when it names a thing: 皮革 does, 打算 does not."""
        if word in self.lexicon.asking_words:
            return False
        if self.statistics.document_frequency(word):
            return True
        if word in self.lexicon.idle_words:
            return False
        if 0 < self.phrasings.frequency(word) <= TELLING:
            return True
        if self.tokenizer.names_a_thing(word):
            return True
        return len(word) > 2 and not self.tokenizer.is_word(word) and self._pairs_known(word) * 2 >= len(word) - 1

    def _pairs_known(self, word: str) -> int:
        return sum(self.statistics.pair_frequency(word[i : i + 2]) > 0 for i in range(len(word) - 1))

    def _frequency(self, word: str) -> int:
        """Clauses with the word; a term that the index cuts up is as common as its rarest piece."""
        frequency = self.statistics.document_frequency(word)
        if frequency:
            return frequency
        if len(word) == 2 and self.tokenizer.is_word(word):
            # 高地 stands in 新高地, which the index may have cut elsewhere.
            return self.statistics.pair_frequency(word)
        if len(word) > 2 and self._pairs_known(word) == len(word) - 1:
            return 1
        if word not in self.vocabulary:
            return 0
        pieces = _joined(self.tokenizer.content_words(word), word)
        return min(map(self.statistics.document_frequency, pieces), default=0)

    def _term(self, word: str) -> Term:
        alternatives = tuple(other for other in self.lexicon.synonyms.get(word, ()) if len(other) > 1)
        total = max(self.statistics.clause_count(), 1)
        frequency = max(map(self._frequency, (word, *alternatives)))
        spoken = 0 if frequency else self.phrasings.frequency(word)
        frequency = frequency or (spoken if spoken <= TELLING else 0)
        weight = math.log(1 + total / (frequency + 0.5))
        if word in self.lexicon.weak_words:
            weight *= WEAK_WEIGHT
        elif spoken and frequency:
            weight *= SPOKEN_WEIGHT
        elif frequency and not (word in self.vocabulary or self.tokenizer.names_a_thing(word)):
            weight *= DEED_WEIGHT
        elif not frequency:
            named = len(word) > 2 and word[-1] in _HEADS
            weight *= FOREIGN_WEIGHT if word.isascii() else NAMED_WEIGHT if named else ABSENT_WEIGHT
        return Term(word, weight, alternatives, frequency > 0, word in self.lexicon.weak_words, 0 < spoken <= TELLING)


def _kind_names(catalogue: Catalogue) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """解读 alone names the interpretation, and 方案 beside it the text interpreted, while there is only one pair."""
    pairs = [document for document in catalogue.documents() if document.interprets in catalogue.versions]
    if len(pairs) != 1:
        return {}, {}
    return {"解读": (pairs[0].id,)}, {"解读": (str(pairs[0].interprets),)}


def _joined(words: list[str], stretch: str) -> Iterator[str]:
    """The words, with single characters that stand side by side as one: the dictionary lacks 冷链, the text may not."""
    run = ""
    for word in (*words, ""):
        if len(word) == 1 and run + word in stretch:
            run += word
            continue
        if run:
            yield run
        run = word if len(word) == 1 else ""
        if len(word) > 1:
            yield word


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
