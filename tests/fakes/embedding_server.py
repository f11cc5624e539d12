"""An endpoint for embeddings and reranking over real HTTP on loopback, which can be told to fail.

Vectors are hashed pairs of characters, so that texts which share words are near each other.
"""

from __future__ import annotations

import json
import threading
import zlib
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIMENSIONS = 512
STATUSES = {"401", "404", "413", "422", "429", "500"}


class EmbeddingServer:
    """`fault` is played until it is cleared; those in `faults` come first, one a request.

    `fault`: a status, or hang, wrong_length, wrong_count, nan, zero, logits, not_json.
    """

    def __init__(self) -> None:
        self.fault = ""
        self.faults: deque[str] = deque()
        self.dimensions = DIMENSIONS
        self.tei = False
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.keys: set[str] = set()
        self._released = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads, self._http.block_on_close = True, False
        self.port = self._http.server_port
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def texts(self) -> list[str]:
        """All texts that were to be embedded, in order."""
        return [text for path, body in self.asked if path.endswith("/embeddings") for text in body["input"]]

    def close(self) -> None:
        self._released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def reply(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        self.asked.append((path, body))
        fault = self.faults.popleft() if self.faults else self.fault
        if fault == "hang":
            self._released.wait()
        if fault in STATUSES:
            return int(fault), json.dumps({"error": {"message": f"refused: {body}"}}).encode()
        if fault == "not_json":
            return 200, b"<html>welcome</html>"
        if path.endswith("/embeddings"):
            return 200, json.dumps(self._embedded(body, fault)).encode()
        return self._reranked(body, fault)

    def _embedded(self, body: dict[str, Any], fault: str) -> dict[str, Any]:
        vectors: list[Any] = [vector_of(text, self.dimensions) for text in body["input"]]
        if fault == "wrong_length":
            vectors[-1] = vectors[-1][:-1]
        elif fault == "wrong_count":
            vectors.append(vectors[-1])
        elif fault == "nan":
            vectors[-1] = [float("nan")] * self.dimensions
        elif fault == "zero":
            vectors[-1] = [0.0] * self.dimensions
        data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
        return {"object": "list", "model": body["model"], "data": data, "usage": {"prompt_tokens": 1}}

    def _reranked(self, body: dict[str, Any], fault: str) -> tuple[int, bytes]:
        texts = body.get("texts" if self.tei else "documents")
        if texts is None:
            return 422, b"Failed to deserialize the JSON body: missing field `texts`"
        scores = [relevance(body["query"], text) for text in texts]
        if fault == "nan":
            scores[-1] = float("nan")
        if fault == "logits":
            scores = [20 * score - 10 for score in scores]
        name = "score" if self.tei else "relevance_score"
        results = [{"index": n, name: score} for n, score in enumerate(scores)]
        results.sort(key=lambda result: -result[name])
        if fault == "wrong_count":
            results.append({"index": len(scores), name: 0.5})
        if fault == "wrong_length":
            results[-1] = results[0]
        return 200, json.dumps(results if self.tei else {"id": "1", "results": results}).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Else head and body go out apart, and the second waits 40 ms for the first.
            wbufsize = -1

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.keys.add(self.headers["Authorization"])
                status, content = server.reply(self.path, body)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Retry-After-Ms", "1")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

            def handle(self) -> None:
                try:
                    super().handle()
                except ConnectionError:  # whoever asked has gone
                    self.close_connection = True

        return Handler


@contextmanager
def embedding_server() -> Iterator[EmbeddingServer]:
    server = EmbeddingServer()
    try:
        yield server
    finally:
        server.close()


def vector_of(text: str, dimensions: int = DIMENSIONS) -> list[float]:
    """Not of length 1, as some models give them."""
    vector = [0.0] * dimensions
    for pair, times in _pairs(text).items():
        vector[zlib.crc32(pair.encode()) % dimensions] += 2.0 * times
    return vector if any(vector) else [1.0, *vector[1:]]


def relevance(query: str, text: str) -> float:
    """The share of the pairs of the query that stand in the text."""
    wanted = _pairs(query)
    return len(wanted.keys() & _pairs(text).keys()) / max(len(wanted), 1)


def _pairs(text: str) -> Counter[str]:
    return Counter(text[n : n + 2] for n in range(len(text) - 1) if text[n : n + 2].isalnum())
