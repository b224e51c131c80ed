"""Every setting of the product, typed, in one place. Nothing here imports the rest of it.

Values come from the environment or `.env` under the names that `.env.example` lists. A wrong
value stops the start with one sentence that names it: call `load_settings()`, which raises
`SettingsError`, rather than `Settings()`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
DEFAULT_OPENROUTER_URL = "https://openrouter.ai/api/v1"

TurnDetection = Literal["auto", "vad", "stt", "inference", "multilingual"]


class SettingsError(ValueError):
    """A setting that cannot be used; the message is one sentence that names it."""


class LocalSecrets(BaseModel):
    """Keys that a first start makes and keeps in `data/secrets.json` (mode 0600)."""

    encryption_key: SecretStr
    marketplace_key: SecretStr
    livekit_secret: SecretStr
    operator_key: SecretStr


class Settings(BaseSettings):
    """What a company may change without touching code. Durations are seconds unless named."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    # LiveKit
    livekit_url: str = "ws://127.0.0.1:7880"
    livekit_api_key: str = "marketplace"
    livekit_api_secret: SecretStr | None = None
    agent_name: str = "marketplace"

    # Models. A key chooses the cloud part, a base URL a self-hosted one, neither the embedded one.
    deepgram_api_key: SecretStr | None = None
    deepgram_base_url: str = "https://api.deepgram.com/v1"
    openai_api_key: SecretStr | None = None
    elevenlabs_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("ELEVENLABS_API_KEY", "ELEVEN_API_KEY")
    )
    elevenlabs_base_url: str = "https://api.elevenlabs.io/v1"
    openrouter_api_key: SecretStr | None = None
    openrouter_model: str = "openai/gpt-4o-mini"
    llm_base_url: str | None = None
    llm_model: str | None = None
    stt_base_url: str | None = None
    stt_api_key: SecretStr | None = None
    stt_model: str = "nova-3"
    tts_base_url: str | None = None
    tts_api_key: SecretStr | None = None
    tts_model: str = "eleven_turbo_v2_5"
    tts_voice: str = "Xb7hH8MSUJpSbSDYk0k2"
    text_model: str | None = None
    agent_model: str = "gpt-4o-mini"
    agent_temperature: float = Field(0.7, ge=0, le=2)
    agent_max_tokens: int = Field(150, ge=16, le=4096)
    stt_timeout: float = Field(1.5, gt=0, le=30)
    llm_timeout: float = Field(5.0, gt=0, le=60)
    tts_timeout: float = Field(2.5, gt=0, le=30)

    # Turns
    max_turns: int = Field(10, ge=1, le=100)
    max_tool_steps: int = Field(5, ge=1, le=20)
    stream_timeout_ms: int = Field(30_000, ge=1_000)
    max_message_chars: int = Field(1_000, ge=1)
    min_endpointing_delay: float = Field(0.5, ge=0, le=10)
    max_endpointing_delay: float = Field(3.0, ge=0, le=30)
    preemptive_generation: bool = True
    turn_detection: TurnDetection = "auto"
    user_away_timeout: float = Field(15.0, gt=0)
    allow_browsing: bool = False

    # Data
    data_dir: Path = ROOT / "data"
    database_url: str | None = None
    marketplace_url: str | None = None
    marketplace_key: SecretStr | None = None
    marketplace_timeout: float = Field(5.0, gt=0)
    encryption_key: SecretStr | None = None

    # HTTP side
    host: str = "127.0.0.1"
    port: int = Field(3001, ge=0, le=65535)
    public_url: str | None = None
    operator_keys: Annotated[list[SecretStr], NoDecode] = Field(default_factory=list)
    cors_origins: Annotated[list[str], NoDecode] = Field(default_factory=list)
    token_requests_per_minute: int = Field(30, ge=1)

    # Telephone
    phone_numbers: Annotated[list[str], NoDecode] = Field(default_factory=list)
    sip_allowed_addresses: Annotated[list[str], NoDecode] = Field(default_factory=list)
    sip_trunk_address: str | None = None
    sip_trunk_username: str | None = None
    sip_trunk_password: SecretStr | None = None
    ringing_timeout: int = Field(30, ge=5, le=80)
    voicemail: Literal["message", "hang_up"] = "message"
    sip_port: int = Field(5060, ge=0, le=65535)

    # A person who takes over
    person_phone_numbers: Annotated[list[str], NoDecode] = Field(default_factory=list)
    person_ringing_timeout: int = Field(25, ge=5, le=80)
    person_transfer: Literal["dial", "cold"] = "dial"
    agent_with_person: Literal["stays", "leaves"] = "stays"
    after_person: Literal["goes_on", "goodbye"] = "goes_on"

    # Running
    roster: str = "agents.marketplace"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_dir: Path | None = ROOT / "logs"
    tracing_enabled: bool = False
    otel_exporter_otlp_endpoint: str | None = None
    otel_exporter_otlp_headers: SecretStr | None = None
    worker_port: int = Field(8081, ge=0, le=65535)
    idle_processes: int | None = Field(None, ge=0, le=64)
    max_calls: int | None = Field(None, ge=1)

    @field_validator(
        "operator_keys",
        "cors_origins",
        "phone_numbers",
        "person_phone_numbers",
        "sip_allowed_addresses",
        mode="before",
    )
    @classmethod
    def _split_commas(cls, value: object) -> object:
        return (
            [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value
        )

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("phone_numbers", "person_phone_numbers")
    @classmethod
    def _e164(cls, value: list[str]) -> list[str]:
        for number in value:
            if not re.fullmatch(r"\+[1-9]\d{6,14}", number):
                raise ValueError("must be numbers like +14155550199, separated by commas")
        return value

    @field_validator("livekit_url")
    @classmethod
    def _websocket(cls, value: str) -> str:
        if urlsplit(value).scheme not in {"ws", "wss", "http", "https"}:
            raise ValueError("must start with ws:// or wss://")
        return value

    @field_validator(
        "marketplace_url",
        "llm_base_url",
        "stt_base_url",
        "tts_base_url",
        "deepgram_base_url",
        "elevenlabs_base_url",
        "public_url",
        "otel_exporter_otlp_endpoint",
    )
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in {"http", "https"}:
            raise ValueError("must start with http:// or https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _async_driver(cls, value: str | None) -> str | None:
        if value is None:
            return None
        scheme, separator, rest = value.partition("://")
        drivers = {
            "sqlite": "sqlite+aiosqlite",
            "sqlite+aiosqlite": "sqlite+aiosqlite",
            "postgres": "postgresql+asyncpg",
            "postgresql": "postgresql+asyncpg",
            "postgresql+asyncpg": "postgresql+asyncpg",
        }
        if not separator or scheme not in drivers:
            raise ValueError("must start with sqlite:// or postgresql://")
        return f"{drivers[scheme]}://{rest}"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL with an async driver: the one set, or a SQLite file under `data/`."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'marketplace.db'}"

    def secrets(self) -> LocalSecrets:
        """The keys in force: those set, and for the others those that a first start made.

        Raises:
            SettingsError: with Postgres and no `ENCRYPTION_KEY`, since several machines share it.
        """
        if self.database.startswith("postgresql") and self.encryption_key is None:
            raise SettingsError(
                "ENCRYPTION_KEY is required with a Postgres DATABASE_URL; make one with "
                "`python -c 'import secrets; print(secrets.token_urlsafe(32))'`."
            )
        kept = _kept_secrets(self.data_dir)
        return LocalSecrets(
            encryption_key=self.encryption_key or kept.encryption_key,
            marketplace_key=self.marketplace_key or kept.marketplace_key,
            livekit_secret=self.livekit_api_secret or kept.livekit_secret,
            operator_key=self.operator_keys[0] if self.operator_keys else kept.operator_key,
        )


def _kept_secrets(data_dir: Path) -> LocalSecrets:
    """Reads `secrets.json`, making it first if it is missing. Two starts at once agree on one."""
    path = data_dir / "secrets.json"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = {name: secrets.token_urlsafe(32) for name in LocalSecrets.model_fields}
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(fresh, indent=2))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # unlike a rename, never replaces what another start has made
        draft.unlink()
    try:
        return LocalSecrets.model_validate_json(path.read_text())
    except ValidationError as error:
        raise SettingsError(
            f"{path} is damaged: restore it, or remove it to start with new keys."
        ) from error


def load_settings() -> Settings:
    """The settings in force.

    Raises:
        SettingsError: one sentence that names each setting that cannot be used, and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [
            f"{'.'.join(str(part) for part in e['loc']).upper()}: "
            f"{e['msg'].removeprefix('Value error, ')}"
            for e in error.errors(include_input=False, include_url=False)
        ]
        raise SettingsError(f"Cannot start, wrong setting: {'; '.join(wrong)}.") from None
