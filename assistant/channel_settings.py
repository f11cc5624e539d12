"""Settings of the channels beside the web: messengers and other programs. A channel without its names stays closed."""

from __future__ import annotations

from typing import Literal

from pydantic import AnyHttpUrl, AnyWebsocketUrl, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

SECRET = SecretStr("")


class ChannelSettings(BaseSettings):
    """What platforms and programs need to reach the assistant, and the assistant them."""

    api_keys: tuple[SecretStr, ...] = ()
    api_key_per_minute: int = Field(default=60, ge=1)
    person_per_minute: int = Field(default=10, ge=1)
    message_days: int = Field(default=7, ge=1)
    desk_due_hours: int = Field(default=48, ge=0)

    four_eyes: bool = False

    wechat_appid: str = ""
    wechat_secret: SecretStr = SECRET
    wechat_token: SecretStr = SECRET
    wechat_aes_key: SecretStr = SECRET
    wechat_previous_aes_key: SecretStr = SECRET
    wechat_plaintext: bool = False
    wechat_push: Literal["auto", "on", "off"] = "auto"
    wechat_url: AnyHttpUrl = AnyHttpUrl("https://api.weixin.qq.com")

    wecom_corp_id: str = ""
    wecom_url: AnyHttpUrl = AnyHttpUrl("https://qyapi.weixin.qq.com")
    kf_secret: SecretStr = SECRET
    kf_token: SecretStr = SECRET
    kf_aes_key: SecretStr = SECRET
    bot_token: SecretStr = SECRET
    bot_aes_key: SecretStr = SECRET
    bot_id: str = ""
    bot_secret: SecretStr = SECRET
    bot_url: AnyWebsocketUrl = AnyWebsocketUrl("wss://openws.work.weixin.qq.com")
    alert_webhook: SecretStr = SECRET

    @field_validator("wechat_url", "wecom_url", "bot_url", mode="before")
    @classmethod
    def _empty_is_default(cls, value: object, info: ValidationInfo) -> object:
        """A line of `.env` without a value means what no line means."""
        return cls.model_fields[str(info.field_name)].default if value == "" else value
