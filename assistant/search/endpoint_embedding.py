"""Vectors of an OpenAI-shaped endpoint (`POST <url>/embeddings`), through LangChain's OpenAIEmbeddings.

Its import takes 72 MB and 1.7 s, which only who sets an endpoint pays.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.endpoint import KEYLESS, Endpoint, Patience, open_http, reported, unreadable

if TYPE_CHECKING:
    from httpx2 import Client
    from langchain_openai import OpenAIEmbeddings

BATCH = 10
"""Texts of a request: the least that a well-known provider allows. 800 clauses are 80 requests."""
BUILD_SECONDS = 30.0
RETRIES = 6
"""Of a batch while an index is built, 0.5 to 8 s apart or when the endpoint says: a build is not urgent."""
REACH_SECONDS = 10.0
QUESTION_SECONDS = 0.3
"""What a question waits for its vector: near endpoints take 10–100 ms, and an answer without takes some 10 ms."""
QUESTIONS_KEPT = 512
"""Vectors of questions: 2 MB at 1024 dimensions."""

Vector = NDArray[np.float32]


class EndpointEmbeddings:
    """An Embedder whose vectors have length 1 and `dimensions` numbers. All threads may share it.

    `embedder_id` names endpoint, model and dimensions: equal ids mean that vectors may be compared.
    """

    def __init__(self, endpoint: Endpoint, dimensions: int) -> None:
        self._endpoint, self._dimensions = endpoint, dimensions
        self.embedder_id = f"{family(endpoint)}-{dimensions}"
        self.patience = Patience(endpoint, QUESTION_SECONDS)
        # All at once: the first question would not wait for the imports.
        http = open_http()
        self._quick = _asking(endpoint, REACH_SECONDS, 0, http)
        self._patient = _asking(endpoint, BUILD_SECONDS, RETRIES, http)
        weakref.finalize(self, http.close)
        self._questions: OrderedDict[str, Vector] = OrderedDict()
        self._changing = threading.Lock()

    @classmethod
    def reach(cls, endpoint: Endpoint) -> Self:
        """Asks the endpoint how long its vectors are; raises EndpointUnavailable."""
        with reported(endpoint), open_http() as http:
            asked = _asking(endpoint, REACH_SECONDS, 0, http).embed_documents(["政策"])
            return cls(endpoint, len(_checked(asked, 1, None, endpoint)[0]))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text, with patience; raises EndpointUnavailable."""
        vectors: list[list[float]] = []
        for begin in range(0, len(texts), BATCH):
            batch = [_sendable(text) for text in texts[begin : begin + BATCH]]
            with reported(self._endpoint):
                given = self._patient.embed_documents(batch)
                checked = _checked(given, len(batch), self._dimensions, self._endpoint)
            vectors.extend(vector.tolist() for vector in checked)
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, at once or not at all: raises EndpointUnavailable."""
        with self._changing:
            known = self._questions.get(text)
            if known is not None:
                self._questions.move_to_end(text)
        if known is None:
            known = self.patience.ask(lambda: self._asked(text))
            with self._changing:
                self._questions[text] = known
                if len(self._questions) > QUESTIONS_KEPT:
                    self._questions.popitem(last=False)
        vector: list[float] = known.tolist()
        return vector

    def _asked(self, text: str) -> Vector:
        return _checked(self._quick.embed_documents([_sendable(text)]), 1, self._dimensions, self._endpoint)[0]


def family(endpoint: Endpoint) -> str:
    """What the ids of all embeddings of this endpoint and model begin with."""
    return f"endpoint-{hashlib.sha256(f'{endpoint.url} {endpoint.name}'.encode()).hexdigest()[:16]}"


def _asking(endpoint: Endpoint, seconds: float, retries: int, http: Client) -> OpenAIEmbeddings:
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    return OpenAIEmbeddings(
        model=endpoint.name,
        base_url=endpoint.url,
        api_key=SecretStr(endpoint.key or KEYLESS),
        timeout=seconds,
        max_retries=retries,
        http_client=http,
        chunk_size=BATCH,
        # Else it cuts texts by a table that it downloads, and sends numbers that only OpenAI understands.
        check_embedding_ctx_length=False,
        model_kwargs={"encoding_format": "float"},
        # Of the environment, meant for other programs.
        openai_api_type="openai",
        openai_proxy="",
    )


def _sendable(text: str) -> str:
    """Half of a surrogate pair cannot be sent."""
    return text.encode(errors="replace").decode()


def _checked(given: Sequence[Sequence[float]], count: int, dimensions: int | None, endpoint: Endpoint) -> list[Vector]:
    """As many finite vectors of that length, of length 1; raises EndpointUnavailable."""
    if len(given) != count:
        raise unreadable(endpoint, f"送去 {count} 段文字，得到 {len(given)} 个向量")
    vectors = [np.asarray(each, np.float64) for each in given]
    wanted = dimensions or len(vectors[0])
    for vector in vectors:
        if vector.ndim != 1 or len(vector) != wanted or not wanted:
            raise unreadable(endpoint, f"向量的维数是 {vector.size}，应为 {wanted}")
        if not np.isfinite(vector).all() or not vector.any():
            raise unreadable(endpoint, "向量里有不是数字的内容，或全为零")
    return [(vector / np.linalg.norm(vector)).astype(np.float32) for vector in vectors]
