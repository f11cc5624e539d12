from __future__ import annotations

import subprocess
import sys

HEAVY = ("chromadb", "langchain_core", "sklearn", "fastapi", "sqlalchemy", "numpy", "tantivy", "jieba", "opencc")
MODELS = ("langchain", "langchain_openai", "langsmith", "openai", "httpx2", "tiktoken", "mcp", "mcp_types")
IMPORTING = ("httpcore", "pypdfium2", "pdfplumber", "docx", "openpyxl", "selectolax", "PIL", "rapidocr")


def test_the_command_line_starts_without_heavy_libraries() -> None:
    program = (
        f"import sys, assistant.cli; print([name for name in {HEAVY + MODELS + IMPORTING} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
