"""The recipe one would else copy: split by 500 characters, put into Chroma, take the nearest four."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.search.chroma import open_client
from assistant.search.embedding import LatentSemanticEmbeddings
from evals.bench.corpus import mean_hit_rate
from evals.bench.timing import latency, megabytes, timed
from evals.dataset import Case

CHUNK, OVERLAP, TOP = 500, 50, 4
TEXT_BUDGET = CHUNK * TOP


def measure(
    directory: Path,
    texts: Iterable[str],
    embeddings: LatentSemanticEmbeddings,
    questions: Sequence[str],
    cases: Sequence[Case],
) -> dict[str, object]:
    """Figures of the recipe over these documents, with Chroma's own defaults and our embedding."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    chunks = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP).split_text("\n".join(texts))
    # Only so that no stray `.env` reaches Chroma; everything else stays as the recipe has it.
    client, settings = open_client(directory, "")
    store = Chroma(collection_name="plain", embedding_function=embeddings, client=client, client_settings=settings)

    def fill() -> None:
        for begin in range(0, len(chunks), 5000):
            store.add_texts(chunks[begin : begin + 5000])

    _, seconds = timed(fill)

    def found(question: str) -> list[str]:
        return [document.page_content for document in store.similarity_search(question, k=TOP)]

    found(questions[0])
    figures: dict[str, object] = {
        "chunks": len(chunks),
        "build_seconds": round(seconds, 2),
        "disk_mb": megabytes(directory),
        "search": latency(found, questions).as_dict(),
    }
    if cases:
        figures["evidence_hit_rate"] = mean_hit_rate(cases, lambda case: found(case.question))
    client.close()
    return figures
