"""The body of `doctor`: what works of an installation, and what to change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.model.checkup import Configured, Finding, Subject, examine

if TYPE_CHECKING:
    from assistant.settings import Settings


def diagnose(settings: Settings) -> Iterator[Finding]:
    """One finding after the other, each as soon as it is known. Sends one fixed question to the chat model."""
    yield _data(settings.data_dir)
    yield from (_knowledge(folder) for folder in settings.knowledge_dirs)
    if not settings.model_name:
        yield _without_model(settings)
        return
    yield from examine(
        Configured(
            settings.model_url,
            settings.model_key.get_secret_value(),
            settings.model_name,
            settings.model_seconds,
            settings.model_tokens,
        )
    )


def _data(folder: Path) -> Finding:
    existing = next((each for each in (folder, *folder.resolve().parents) if each.exists()), folder)
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        remedy = "请检查权限，或用 ASSISTANT_DATA_DIR 换一个目录。"
        return Finding(Subject.DATA, False, f"数据目录 {folder} 写不了", remedy)
    told = "可写" if folder.exists() else "还没有建立，第一次启动时会建"
    return Finding(Subject.DATA, True, f"数据目录 {folder} {told}")


def _knowledge(folder: Path) -> Finding:
    count = len(list((folder / "documents").glob("*.md")))
    if not count:
        remedy = "请核对 ASSISTANT_KNOWLEDGE_DIRS，目录里要有 documents/。"
        return Finding(Subject.KNOWLEDGE, False, f"资料目录 {folder} 里没有文件", remedy)
    return Finding(Subject.KNOWLEDGE, True, f"资料目录 {folder} 有 {count} 份文件")


def _without_model(settings: Settings) -> Finding:
    if settings.model_url:
        remedy = "请用 ASSISTANT_MODEL_NAME 写明用哪个模型。"
        return Finding(Subject.MODEL, False, "写了模型服务的地址，没有写模型名", remedy)
    return Finding(Subject.MODEL, True, "未配置模型，按原文摘录回答")
