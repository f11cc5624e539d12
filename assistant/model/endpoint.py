"""What a service tells about its models."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model.faults import explained
from assistant.model.opening import NO_KEY


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One model, and how many tokens it takes with its answer; None where the service does not tell."""

    id: str
    context: int | None


def listed_models(url: str, key: str, seconds: float) -> tuple[ListedModel, ...]:
    """The models of a service of OpenAI's shape; raises ModelFailed."""
    import openai

    try:
        with openai.OpenAI(base_url=url or None, api_key=key or NO_KEY, max_retries=0, timeout=seconds) as client:
            listed = client.models.list().data
        return tuple(ListedModel(each.id, _context(each.model_extra or {})) for each in listed)
    except Exception as error:  # noqa: BLE001 - whatever the client raises has a name
        raise explained(error) from None


def _context(told: dict[str, object]) -> int | None:
    sizes = (told.get(name) for name in ("max_model_len", "context_length"))
    return next((size for size in sizes if isinstance(size, int)), None)
