"""Settings of every process, from the environment (`DATELINE_*`); the command line wins over them."""

from pathlib import Path
from typing import Literal

from pydantic import Field, RedisDsn, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.errors import Setup


class Settings(BaseSettings):
    """What can be set; units stand in the names."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

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
    feed_length: int = Field(1_000_000, ge=1)
    max_listeners: int = Field(2_000, ge=1, description="of the feed, for each process; more are refused with 503")

    allowed_hosts: str = Field(
        "", description="names in the Host header, by commas; default: those of loopback, or any where bound to more"
    )
    rate_limit: str = Field("", description="requests from one address, as in 100/second; default: no limit")
    max_body_bytes: int = Field(8_000_000, ge=1000)
    max_import_bytes: int = Field(256_000_000, ge=1000)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def queue_url(self) -> SecretStr:
        """The address of RQ's Redis."""
        return self.queue_redis_url or self.redis_url


def require_redis_url(url: str) -> str:
    """`url` if it is one of redis://, rediss:// or unix://.

    Raises Setup, which does not hold it: there may be a password in it.
    """
    if not url.startswith("unix://"):
        try:
            RedisDsn(url)
        except ValidationError:
            raise Setup("--redis-url: give redis://host:port/0, rediss://... or unix:///path") from None
    return url


def read_settings(given: dict[str, object]) -> Settings:
    """The settings of the environment, with what is `given` in their place.

    Raises Setup, which names each that is wrong, but not its value.
    """
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in found)
        raise Setup(wrong) from None
