"""Addresses of Redis: their forms, what may stand in them, and what must.

redis://user:password@host:port/0 and, over TLS, rediss://; unix://user:password@/path?db=0; and, where Sentinels know
which server is the master, redis+sentinel://user:password@host1:port,host2:port/master/0, or rediss+sentinel://.
Messages never hold an address: there may be a password in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from dateline.addresses import is_loopback

PORT, SENTINEL_PORT = 6379, 26379
FORMS = "redis://host:port/0, rediss://..., redis+sentinel://host:port,host:port/master/0, or unix:///path"
TLS = {"ca": "ssl_ca_certs", "certificate": "ssl_certfile", "key": "ssl_keyfile"}  # as redis-py calls them
SENTINEL_LOGIN = {"sentinel_username": "username", "sentinel_password": "password"}
# What redis-py takes besides could turn off the check of certificates, or a time limit.
_TAKEN = frozenset({"db", "username", "password", *TLS.values(), *SENTINEL_LOGIN})
_SCHEMES = frozenset({"redis", "rediss", "unix", "redis+sentinel", "rediss+sentinel"})


@dataclass(frozen=True, slots=True)
class RedisUrl:
    """An address in its parts; `master` is the name that Sentinels know the server by, '' where there are none."""

    scheme: str
    hosts: tuple[tuple[str, int], ...]
    master: str
    path: str
    login: Mapping[str, str] = field(repr=False)
    options: Mapping[str, str] = field(repr=False)

    @property
    def is_tls(self) -> bool:
        """Is what goes over the network encrypted, and the server's certificate checked?"""
        return self.scheme.startswith("rediss")

    @property
    def is_local(self) -> bool:
        """Is it on this machine?"""
        return self.scheme == "unix" or all(is_loopback(host) for host, _ in self.hosts)

    @property
    def server(self) -> dict[str, object]:
        """What redis-py is to be given for the server behind Sentinels."""
        tls = {name: value for name, value in self.options.items() if name in TLS.values()}
        return {"db": int(self.options.get("db", "0")), **self.login, **self._encrypted(tls)}

    @property
    def sentinels(self) -> dict[str, object]:
        """The same for the Sentinels, which have a login of their own, or none."""
        login = {name: self.options[given] for given, name in SENTINEL_LOGIN.items() if given in self.options}
        tls = {name: value for name, value in self.options.items() if name in TLS.values()}
        return {**login, **self._encrypted(tls)}

    def _encrypted(self, tls: Mapping[str, str]) -> dict[str, object]:
        return {"ssl": True, **tls} if self.is_tls else {}

    def write(self) -> str:
        """The address as text."""
        scheme, path = self.scheme, quote(self.path)
        login = ":".join(quote(self.login.get(name, ""), safe="") for name in ("username", "password"))
        hosts = ",".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in self.hosts)
        query = f"?{urlencode(self.options)}" if self.options else ""
        return (
            f"{scheme}://{login + '@' if self.login else ''}{hosts}{'/' + self.master if self.master else path}{query}"
        )


def parse(text: str) -> RedisUrl:
    """The address in its parts.  Raises ValueError, which says what is wrong with it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError(f"give {FORMS}") from None
    if parts.scheme not in _SCHEMES or "#" in text:
        raise ValueError(f"give {FORMS}")
    userinfo, _, netloc = parts.netloc.rpartition("@")
    username, _, password = userinfo.partition(":")
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if unknown := sorted(options.keys() - _TAKEN):
        # A parameter that was misspelt may hold anything, but its name is of use.
        raise ValueError(f"takes {', '.join(sorted(_TAKEN))} after the ?, not {unknown[0][:40]!r}")
    login = {"username": unquote(username), "password": unquote(password)}
    login = {name: options.pop(name, "") or value for name, value in login.items()}
    login = {name: value for name, value in login.items() if value}
    if parts.scheme == "unix":
        if netloc or not parts.path.strip("/"):
            raise ValueError(f"give {FORMS}")
        return RedisUrl("unix", (), "", unquote(parts.path), login, _with_db(options, ""))
    master, database = _read_path(parts.scheme, parts.path)
    port = SENTINEL_PORT if master else PORT
    hosts = tuple(_read_host(host, port) for host in netloc.split(","))
    if len(hosts) > 1 and not master:
        raise ValueError("several hosts are Sentinels: give redis+sentinel://host:port,host:port/master/0")
    return RedisUrl(parts.scheme, hosts, master, "", login, _with_db(options, database))


def _read_path(scheme: str, path: str) -> tuple[str, str]:
    """The master's name, '' where there are no Sentinels, and the database."""
    named = path.strip("/").split("/")
    if not scheme.endswith("+sentinel"):
        if len(named) > 1:
            raise ValueError(f"give {FORMS}")
        return "", named[0]
    if not named[0] or len(named) > 2:
        raise ValueError("names no master: give redis+sentinel://host:port,host:port/master/0")
    return unquote(named[0]), named[1] if len(named) > 1 else ""


def _with_db(options: dict[str, str], database: str) -> dict[str, str]:
    number = options.pop("db", "") or database
    if not number:
        return options
    if not (number.isascii() and number.isdigit()):
        raise ValueError("the database after the host is a number")
    return {"db": number, **options}


def _read_host(text: str, default: int) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port or default
    except ValueError:
        raise ValueError(f"give {FORMS}") from None
    if not host:
        raise ValueError(f"names no host: give {FORMS}")
    return host, port


def complete(text: str, tls: Mapping[str, Path | None], *, may_lack_password: bool) -> str:
    """The address with the files of `tls` (whose keys are those of TLS) where it has none of its own.

    Raises ValueError where it is none, and where others may reach a server that asks for no password.
    """
    url = parse(text)
    if not url.is_local and "password" not in url.login and not may_lack_password:
        raise ValueError(
            "the address is not on this machine and has no password, so whoever reaches that Redis reads and changes"
            " everything. Give it one (redis://user:password@host:port/0), or, in a network that nobody else is in,"
            " set DATELINE_ALLOW_PASSWORDLESS_REDIS=true"
        )
    if not url.is_tls:
        return text
    files = {TLS[name]: str(path) for name, path in tls.items() if path is not None}
    return RedisUrl(url.scheme, url.hosts, url.master, url.path, url.login, {**files, **url.options}).write()
