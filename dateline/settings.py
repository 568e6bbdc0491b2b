"""Settings of every process, from the environment (`DATELINE_*`); the command line wins over them."""

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, FilePath, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.errors import Setup
from dateline.redis_url import complete

RetentionBy = Literal["published", "arrival"]


def _find_secrets() -> Path | None:
    """The folder with files of secrets, each called like its variable, in small letters; None where there is none."""
    folder = Path(os.environ.get("DATELINE_SECRETS", "/run/secrets"))
    return folder if folder.is_dir() else None


class Settings(BaseSettings):
    """What can be set; units stand in the names.

    Each may be a file, too, as containers get their secrets: /run/secrets/dateline_redis_url, say, and DATELINE_SECRETS
    names another folder.  The environment wins over files.
    """

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", frozen=True, extra="ignore", hide_input_in_errors=True, secrets_dir=_find_secrets()
    )

    redis_ca_file: FilePath | None = Field(None, description="of rediss://: who signs; default: those of the system")
    redis_cert_file: FilePath | None = Field(None, description="of rediss://: our certificate, where one is asked for")
    redis_key_file: FilePath | None = Field(None, description="of rediss://: the key of our certificate")
    allow_passwordless_redis: bool = Field(
        False, description="whether a Redis that is not on this machine may do without a password"
    )
    redis_url: SecretStr = SecretStr("redis://127.0.0.1:6379/0")
    queue_redis_url: SecretStr | None = Field(None, description="a Redis of its own for RQ; default: the same")
    data: Path = Path(".data")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    workers: int = Field(2, ge=1, le=256)
    appendfsync: Literal["everysec", "always"] = "everysec"

    lease_seconds: float = Field(10.0, gt=0, le=10)
    max_attempts: int = Field(3, ge=1)
    job_deadline_seconds: float = Field(120.0, gt=0)
    queued_grace_seconds: float = Field(5.0, gt=0, description="one queued for longer and unknown to RQ is sent again")
    reconcile_seconds: float = Field(2.0, gt=0)
    stories_seconds: float = Field(0.5, gt=0, description="how often stories take in what the feed says")
    max_queued: int = Field(100_000, ge=1, description="articles waiting, above which posts are refused with 503")
    max_queued_per_key: int = Field(
        50_000, ge=1, description="articles waiting that one key has posted, above which its posts are refused with 429"
    )
    retention_days: int | None = Field(
        None, ge=1, le=36_500, description="how long articles are kept; a collection may have its own policy"
    )
    retention_by: RetentionBy = Field("published", description="by which date an article is old")
    feed_length: int = Field(1_000_000, ge=1)
    max_listeners: int = Field(2_000, ge=1, description="of the feed, for each process; more are refused with 503")
    max_listeners_per_key: int = Field(
        500, ge=1, description="of the feed with one key, for each process; more are refused with 429"
    )

    allowed_hosts: str = Field(
        "", description="names in the Host header, by commas; default: those of loopback, or any where bound to more"
    )
    require_keys: Literal["auto", "always", "dangerously_never"] = Field(
        "auto", description="whether calls need a key; auto: unless the service is bound to loopback"
    )
    rate_limit: str = Field(
        "", description="requests of one key, or where none is needed from one address, as in 100/second; default: any"
    )
    failed_attempts: str = Field("60/minute", description="calls with a wrong key from one address")
    max_body_bytes: int = Field(8_000_000, ge=1000)
    max_import_bytes: int = Field(256_000_000, ge=1000)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("redis_url", "queue_redis_url")
    @classmethod
    def _complete(cls, url: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """The address with what else is set for it; one that is open to others is refused."""
        if url is None:
            return None
        tls = {"ca": "redis_ca_file", "certificate": "redis_cert_file", "key": "redis_key_file"}
        files = {name: info.data.get(setting) for name, setting in tls.items()}
        may_lack_password = bool(info.data.get("allow_passwordless_redis"))
        return SecretStr(complete(url.get_secret_value(), files, may_lack_password=may_lack_password))

    @property
    def queue_url(self) -> SecretStr:
        """The address of RQ's Redis."""
        return self.queue_redis_url or self.redis_url


def require_redis_url(url: str) -> str:
    """`url`, as given on the command line, with what else is set for it.

    Raises Setup where it is none or is open to others; the message does not hold it: there may be a password in it.
    """
    try:
        return read_settings({"redis_url": url}).redis_url.get_secret_value()
    except Setup as error:
        raise Setup(f"--redis-url: {str(error).removeprefix('redis_url: ')}") from None


def read_settings(given: dict[str, object]) -> Settings:
    """The settings of the environment, with what is `given` in their place.

    Raises Setup, which names each that is wrong, but not its value.
    """
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {_say(item['msg'])}" for item in found)
        raise Setup(wrong) from None


def _say(message: str) -> str:
    return message.removeprefix("Value error, ")
