"""A reply in OpenAI's shapes, whole or in chunks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.channels.citation_wire import Wire, citation_to_wire
from assistant.channels.openai_api.wording import Wording
from assistant.domain import Answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What all parts of one reply have in common; `created` is in seconds of Unix time."""

    id: str
    created: int
    model: str

    def whole(self, answer: Answer, text: str, wording: Wording, usage: Wire) -> Wire:
        """The reply to who does not stream."""
        message = {
            "role": "assistant",
            "content": text,
            "refusal": None,
            "annotations": annotations_of(answer, text, wording),
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self._said("chat.completion", [choice]) | {"usage": usage} | proof_of(answer, wording)

    def chunk(self, delta: Wire, finish_reason: str | None = None) -> Wire:
        """A part of a streamed reply."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._said("chat.completion.chunk", [choice])

    def counted(self, usage: Wire) -> Wire:
        """The last chunk, for who wants to know what it came to."""
        return self._said("chat.completion.chunk", []) | {"usage": usage}

    def _said(self, sort: str, choices: list[Wire]) -> Wire:
        return {"id": self.id, "object": sort, "created": self.created, "model": self.model, "choices": choices}


def annotations_of(answer: Answer, text: str, wording: Wording) -> list[Wire]:
    """One a citation that has a public address, in order, at the number in the text that points to it."""
    return [
        {
            "type": "url_citation",
            "url_citation": {
                "url": url,
                "title": f"{citation.short_title or citation.title} {citation.locator}",
                "start_index": (at := text.index(f"[{citation.n}]")),
                "end_index": at + len(f"[{citation.n}]"),
            },
        }
        for citation in answer.citations
        if (url := wording.link(citation.reader_url))
    ]


def proof_of(answer: Answer, wording: Wording) -> Wire:
    """Beside the shapes of OpenAI: addresses of what is cited, and the answer's own proof."""
    return {
        "citations": [url for citation in answer.citations if (url := wording.link(citation.reader_url))],
        "policyqa": {
            "id": answer.id,
            "status": answer.status.value,
            "as_of": answer.as_of.isoformat(),
            "url": wording.page(answer) or None,
            "sources": [citation_to_wire(citation) for citation in answer.citations],
        },
    }


def usage_of(asked: Iterable[str], text: str) -> Wire:
    """Tokens as a third of the bytes: a Chinese character or three letters are one. No model counts them here."""
    prompt, completion = sum(map(_tokens, asked)), _tokens(text)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _tokens(text: str) -> int:
    return max(1, math.ceil(len(text.encode("utf-8", "replace")) / 3))
