"""Settings from the environment and `.env`; every variable begins with ASSISTANT_."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from assistant.channel_settings import ChannelSettings

PACKAGE_DIR = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE_DIR.parent
# A wheel carries knowledge/ and prompts/ inside the package; a checkout keeps them beside it.
_CONTENT_DIR = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else PACKAGE_DIR / "_data"


class Settings(ChannelSettings):
    """Everything an operator can set. Names in `.env.example` are tested against this class."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    knowledge_dirs: tuple[Path, ...] = (_CONTENT_DIR / "knowledge",)
    prompts_dir: Path = _CONTENT_DIR / "prompts"
    database_url: str = ""
    chroma_url: str = ""
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    processes: int = Field(default=2, ge=1, le=64)
    time_zone: str = "Asia/Shanghai"
    contact: str = "政策怎样办理，请向发文机关或属地工业和信息化主管部门咨询。"
    max_question_chars: int = Field(default=2000, ge=50)
    log_level: str = "INFO"
    weight_bigrams: float = Field(default=1.0, ge=0)
    weight_words: float = Field(default=0.5, ge=0)
    weight_dense: float = Field(default=0.3, ge=0)
    model_url: str = ""
    model_key: SecretStr = SecretStr("")
    model_name: str = ""
    model_seconds: float = Field(default=30.0, gt=0)
    model_tokens: int = Field(default=1200, ge=50)
    model_daily_tokens: int = Field(default=0, ge=0)
    embedding_url: AnyHttpUrl | Literal[""] = ""
    embedding_key: SecretStr = SecretStr("")
    embedding_name: str = ""
    reranker_url: AnyHttpUrl | Literal[""] = ""
    reranker_key: SecretStr = SecretStr("")
    reranker_name: str = ""
    weight_reranker: float = Field(default=0.5, ge=0)

    @field_validator("public_url")
    @classmethod
    def _opens_in_a_browser(cls, value: str) -> str:
        if value and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
            raise ValueError("应是完整的网址，以 https:// 开头，例如 https://policy.example.cn")
        return value

    @property
    def resolved_database_url(self) -> str:
        """The SQLAlchemy URL; SQLite in the data directory unless one is set."""
        return self.database_url or f"sqlite+pysqlite:///{(self.data_dir / 'assistant.db').resolve()}"
