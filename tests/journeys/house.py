"""An installation in a directory of its own: knowledge that a test may change, and data."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.bootstrap import build_assistant
from assistant.domain import Answer, Question
from assistant.errors import AssistantError
from assistant.reports import SyncReport
from assistant.service import Assistant
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
WITHIN = date(2024, 6, 1)
QUESTIONS = (
    "六大专项行动分别是什么？",
    "到2024年底全省纺织服装营收要做到多少？",
    "技改补贴比例是多少？",
    "绿色工厂怎么支持？",
    "第五项行动包括哪些举措？",
    "方案和解读对技改的说法有什么不同？",
)
Told = tuple[str, tuple[str, ...], tuple[tuple[str, int, int, str], ...]]


@dataclass(frozen=True)
class House:
    """Where the data and the knowledge are."""

    data: Path
    knowledge: Path

    @classmethod
    def new(cls, directory: Path) -> House:
        """The shipped knowledge and no data yet."""
        shutil.copytree(ROOT / "knowledge", directory / "knowledge")
        return cls(directory / "data", directory / "knowledge")

    def furnished_like(self, directory: Path) -> House:
        """A copy of both in another directory."""
        shutil.copytree(self.knowledge, directory / "knowledge")
        shutil.copytree(self.data, directory / "data")
        return House(directory / "data", directory / "knowledge")

    def document(self, name: str) -> Path:
        return self.knowledge / "documents" / f"{name}.md"

    def build(self) -> Assistant:
        """An Assistant that still has to sync."""
        return build_assistant(
            Settings(
                _env_file=None,
                data_dir=self.data,
                knowledge_dirs=(self.knowledge,),
                prompts_dir=ROOT / "prompts",
                database_url="",
                chroma_url="",
            )
        )

    @contextmanager
    def open(self) -> Iterator[tuple[Assistant, SyncReport]]:
        """A synced Assistant and what the sync did."""
        with closing(self.build()) as assistant:
            yield assistant, assistant.sync()


def ask(assistant: Assistant, text: str, **fields: object) -> Answer:
    return assistant.answer(Question(text, **{"as_of": WITHIN, **fields}))  # type: ignore[arg-type]


def told(answer: Answer) -> Told:
    """All of an answer that a person sees, without ids and times."""
    quotes = tuple((each.clause_id, each.start, each.end, each.quote) for each in answer.citations)
    return answer.status, tuple(sentence.text for sentence in answer.sentences), quotes


def all_told(assistant: Assistant) -> list[Told]:
    return [told(ask(assistant, text)) for text in QUESTIONS]


def main(data: str, knowledge: str, file_size: str = "") -> int:
    """Sync in a process of its own: says when it is ready, waits for a line, says what came of it as JSON."""
    try:
        with closing(House(Path(data), Path(knowledge)).build()) as assistant:
            print("ready", flush=True)
            sys.stdin.readline()
            if file_size:
                import resource

                resource.setrlimit(resource.RLIMIT_FSIZE, (int(file_size), int(file_size)))
            report = assistant.sync()
            outcome: dict[str, object] = {"index": report.index_name, "told": all_told(assistant)}
    except AssistantError as error:
        outcome = {"code": error.code, "message": error.message}
    print(json.dumps(outcome, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
