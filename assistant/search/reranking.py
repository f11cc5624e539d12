"""A reranker endpoint reads the question beside each of the best hits, and its judgement joins their scores."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.domain import Hit, Query
from assistant.errors import EndpointUnavailable
from assistant.ports import Searcher
from assistant.search.endpoint import KEYLESS, Endpoint, Patience, open_http, unreadable

DEPTH = 30
QUESTION_SECONDS = 0.4
"""What a search waits for the judgement: 30 short texts take a GPU some 50–200 ms."""
HANGS_SECONDS = 10.0
LONGEST_QUERY = 2000
# Rounding errors of a GPU must not decide between twins.
_DECIMALS = 4
_FAR = 700.0
"""exp of more does not fit into a float."""

Body = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reranking:
    """Which reranker judges, and how much that counts beside the search, which counts 1."""

    endpoint: Endpoint
    weight: float


def reranked(searcher: Searcher, reranking: Reranking | None, text_of: Callable[[str], str]) -> Searcher:
    """The searcher with its best hits judged, or as it is where no reranker counts. `text_of` a clause id."""
    if reranking is None or not reranking.weight:
        return searcher
    return RerankedSearcher(searcher, Reranker(reranking.endpoint), reranking.weight, text_of)


class RerankedSearcher:
    """Implements `ports.Searcher` around another one. Without a judgement in time, all stays in its order."""

    def __init__(self, searcher: Searcher, reranker: Reranker, weight: float, text_of: Callable[[str], str]) -> None:
        self._searcher, self._reranker = searcher, reranker
        self._weight, self._text_of = weight, text_of

    def search(self, query: Query, limit: int, allowed: Container[str] | None = None) -> tuple[Hit, ...]:
        """At most `limit` hits, best first; what stands below the 30 best found is not judged and stays below."""
        hits = self._searcher.search(query, max(limit, DEPTH), allowed) if limit > 0 else ()
        judged = hits[:DEPTH]
        if len(judged) < 2:
            return hits[:limit]
        texts = [self._text_of(hit.clause_id) for hit in judged]
        try:
            relevance = self._reranker.scores(query.text[:LONGEST_QUERY], texts)
        except EndpointUnavailable:
            # Said in the log when it began.
            return hits[:limit]
        highest = max(relevance) or 1.0
        joined = [self._joined(hit, share / highest) for hit, share in zip(judged, relevance, strict=True)] + [
            self._joined(hit, 0.0) for hit in hits[DEPTH:]
        ]
        return tuple(sorted(joined, key=lambda hit: (-hit.score, hit.clause_id))[:limit])

    def _joined(self, hit: Hit, relevance: float) -> Hit:
        return replace(hit, score=(hit.score + self._weight * relevance) / (1 + self._weight))


class Reranker:
    """`POST <url>` in the shape of Jina, Cohere, Xinference and vLLM, or in that of TEI, whichever it takes.

    The former: `model`, `query`, `documents`, `top_n` → `{"results": [{"index", "relevance_score"}]}`; TEI: `query`,
    `texts` → `[{"index", "score"}]`. All threads may share it.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        import openai

        http = open_http()
        weakref.finalize(self, http.close)
        self._endpoint = endpoint
        # openai's client sends other requests, too, and so fails in the ways that `reported` knows.
        self._client = openai.OpenAI(
            api_key=endpoint.key or KEYLESS,
            base_url=endpoint.url,
            timeout=HANGS_SECONDS,
            max_retries=0,
            http_client=http,
        )
        self._bodies: tuple[Callable[[str, Sequence[str]], Body], ...] = (self._of_jina, self._of_tei)
        self.patience = Patience(endpoint, QUESTION_SECONDS)

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How relevant each text is, 0 to 1; raises EndpointUnavailable."""
        return self.patience.ask(lambda: self._asked(query, texts))

    def _asked(self, query: str, texts: Sequence[str]) -> list[float]:
        import openai

        *others, last = self._bodies
        for body in others:
            try:
                return self._judged(body, query, texts)
            except (openai.BadRequestError, openai.UnprocessableEntityError):
                continue
        return self._judged(last, query, texts)

    def _judged(self, body: Callable[[str, Sequence[str]], Body], query: str, texts: Sequence[str]) -> list[float]:
        reply = self._client.post(self._endpoint.url, body=body(query, texts), cast_to=object)
        scores = _read(reply, len(texts), self._endpoint)
        self._bodies = (body,)
        return scores

    def _of_jina(self, query: str, texts: Sequence[str]) -> Body:
        return {"model": self._endpoint.name, "query": query, "documents": list(texts), "top_n": len(texts)}

    def _of_tei(self, query: str, texts: Sequence[str]) -> Body:
        return {"query": query, "texts": list(texts), "truncate": True}


def _read(reply: object, count: int, endpoint: Endpoint) -> list[float]:
    """A score a text, 0 to 1; raises EndpointUnavailable, or what reading something else ends in."""
    results: Any = reply["results"] if isinstance(reply, dict) else reply
    scores = {int(each["index"]): float(each.get("relevance_score", each.get("score"))) for each in results}
    if len(results) != count or scores.keys() != set(range(count)):
        raise unreadable(endpoint, f"送去 {count} 段文字，得到 {len(results)} 个分数")
    if not all(math.isfinite(score) for score in scores.values()):
        raise unreadable(endpoint, "分数里有不是数字的内容")
    given = [scores[number] for number in range(count)]
    if min(given) < 0 or max(given) > 1:
        # Some servers give what stands before the last step of the model.
        given = [1 / (1 + math.exp(-max(score, -_FAR))) for score in given]
    return [round(score, _DECIMALS) for score in given]
