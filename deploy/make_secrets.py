"""Makes the passwords of the users of Redis: `python3 deploy/make_secrets.py [--to FOLDER] [--address HOST:PORT]`.

Writes the ACL file of Redis, which holds hashes alone, and for each user the address with the password.  Needs Python
and nothing else.  What is there already is not made anew, since Redis and the services must know the same.
"""

import argparse
import hashlib
import secrets
import sys
from pathlib import Path

HERE = Path(__file__).parent
USERS = ("ingest", "query", "worker", "admin")
# Of a master with replicas and Sentinels.
WATCHERS = ("replica", "sentinel")


def make(folder: Path, address: str, *, with_sentinel: bool) -> list[Path]:
    """Write the files; each can be read by all, as the users in the containers must, the folder by its owner alone.

    Raises FileExistsError where the folder holds some already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    users, contents = (HERE / "redis" / "users.acl").read_text(encoding="utf-8"), {}
    scheme, _, host = address.rpartition("://")
    for user in USERS:
        password = secrets.token_hex(32)
        users = _put_in(users, user, password)
        contents[folder / f"{user}_redis_url"] = f"{scheme or 'redis'}://{user}:{password}@{host}"
    if with_sentinel:
        users += (HERE / "sentinel" / "users.acl").read_text(encoding="utf-8")
        for user in WATCHERS:
            password = secrets.token_hex(32)
            users = _put_in(users, user, password)
            contents[folder / f"{user}_password"] = password
    contents[folder / "redis_users.acl"] = users
    if there := [path for path in contents if path.exists()]:
        raise FileExistsError(f"{there[0]} is there already; remove it and the others to have all made anew")
    for path, text in contents.items():
        path.write_text(text, encoding="utf-8")
        path.chmod(0o444)
    return list(contents)


def _put_in(users: str, user: str, password: str) -> str:
    """The ACL file with the hash of a user's password."""
    return users.replace(f"#{{{user}}}", f"#{hashlib.sha256(password.encode()).hexdigest()}")


def main() -> int:
    """Read the command line; 1 where the files are there."""
    parser = argparse.ArgumentParser(description="Makes the passwords of the users of Redis.")
    parser.add_argument("--to", type=Path, default=HERE / "secrets", help="folder to write to")
    parser.add_argument(
        "--address", default="redis:6379/0", help="where the services find Redis; rediss:// before it for TLS"
    )
    parser.add_argument("--with-sentinel", action="store_true", help="add the users of replicas and Sentinels")
    given = parser.parse_args()
    try:
        made = make(given.to, given.address, with_sentinel=given.with_sentinel)
    except FileExistsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{path}\n" for path in made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
