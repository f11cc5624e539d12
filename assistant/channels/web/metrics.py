"""What the server counts, in Prometheus' format. Each app has its own registry."""

from __future__ import annotations

from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.domain import AnswerStatus, Mode
from assistant.errors import ModelFault

_SECONDS = (0.005, 0.01, 0.015, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Given(Protocol):
    """An answer, in whatever shape a channel has it."""

    @property
    def status(self) -> AnswerStatus:
        """How the question ended."""
        ...

    @property
    def mode(self) -> Mode:
        """Who worded it."""
        ...


class Metrics:
    """Counters and latencies; labels come from closed sets, never from what a person sent."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "assistant_http_requests", "HTTP requests", ("method", "route", "status"), registry=self._registry
        )
        self.in_flight = Gauge("assistant_http_requests_in_flight", "HTTP requests under way", registry=self._registry)
        self.answers = Counter("assistant_answers", "Answers given", ("status", "mode"), registry=self._registry)
        self.answer_seconds = Histogram(
            "assistant_answer_seconds", "Time to an answer", ("mode",), buckets=_SECONDS, registry=self._registry
        )
        self.model_requests = Counter(
            "assistant_model_requests", "Requests to the chat model", ("outcome",), registry=self._registry
        )
        self.model_seconds = Histogram(
            "assistant_model_seconds", "Time of a request to the chat model", buckets=_SECONDS, registry=self._registry
        )
        self.model_tokens = Counter(
            "assistant_model_tokens", "Tokens that the chat model took", registry=self._registry
        )
        self.replies_held = Counter(
            "assistant_replies_held",
            "Replies that a messenger did not take",
            ("channel", "why"),
            registry=self._registry,
        )
        self.ready = Gauge("assistant_ready", "1 when questions can be answered", registry=self._registry)

    def observe_model(self, fault: ModelFault | None, seconds: float, tokens: int) -> None:
        """Count a request to the chat model, by how it went."""
        self.model_requests.labels(fault.value if fault else "worded").inc()
        self.model_seconds.observe(seconds)
        self.model_tokens.inc(tokens)

    def observe_answer(self, answer: Given, seconds: float) -> None:
        """Count an answer that was given, on whatever channel of this server."""
        self.answers.labels(answer.status.value, answer.mode.value).inc()
        self.answer_seconds.labels(answer.mode.value).observe(seconds)

    def render(self) -> bytes:
        """The text that a scraper reads."""
        return generate_latest(self._registry)
