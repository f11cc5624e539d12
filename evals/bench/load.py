"""Clients that ask a running server, in a process of their own: `python -m evals.bench.load URL CLIENTS < questions`.

Reads a JSON list of questions, asks each once, prints one JSON object. Standard library only, so that the clients
take as little as they can of the cores that they share with the server.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from evals.bench.timing import Latency


class Load:
    """Questions still to ask, and what became of the others."""

    def __init__(self, url: str, questions: list[str]) -> None:
        self._address = urlsplit(url).netloc
        self._questions: SimpleQueue[str] = SimpleQueue()
        for question in questions:
            self._questions.put(question)
        self.milliseconds: list[float] = []
        self.errors: list[str] = []

    def client(self) -> None:
        """Ask over one kept-alive connection until no question is left."""
        connection = http.client.HTTPConnection(self._address, timeout=60)
        while True:
            try:
                question = self._questions.get_nowait()
            except Empty:
                connection.close()
                return
            started = time.perf_counter()
            try:
                connection.request(
                    "POST",
                    "/api/v1/answers",
                    json.dumps({"question": question, "as_of": "2024-06-01", "mode": "quotes"}),
                    {"Content-Type": "application/json"},
                )
                response = connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{type(error).__name__}: {error}")
                connection.close()
                continue
            self.milliseconds.append((time.perf_counter() - started) * 1000)
            if response.status != 200:
                self.errors.append(f"{response.status}: {body[:200].decode(errors='replace')}")


def main() -> None:
    """Run the clients and print answers a second, latency and errors."""
    url, clients = sys.argv[1], int(sys.argv[2])
    load = Load(url, json.load(sys.stdin))
    threads = [threading.Thread(target=load.client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    measured = Latency.of(load.milliseconds)
    done = measured.calls - sum(error[:3].isdigit() for error in load.errors)
    print(
        json.dumps(
            {
                **measured.as_dict(),
                "clients": clients,
                "answers_per_second": round(done / seconds, 1),
                "errors": len(load.errors),
                "first_errors": load.errors[:3],
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
