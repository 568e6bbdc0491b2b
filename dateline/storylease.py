"""The lease of a collection's stories: whoever holds it is the only one to change them."""

import secrets
import time

from redis import Redis

from dateline import keys

# Long enough for one step; one whose holder was killed is taken over when it ends.
LEASE_MS = 10_000


class StoryLease:
    """A lease on the stories of one collection, by a token of its own; what is written by another token is refused."""

    def __init__(self, client: "Redis", collection: str) -> None:
        self.token = secrets.token_hex(16)
        self._client = client
        self._name = keys.story_lease(collection)
        self._renewed_at = 0.0

    def take(self) -> bool:
        """Take the lease, or go on with it; false where another process has it."""
        self._renewed_at = time.monotonic()
        return bool(self._client.set(self._name, self.token, nx=True, px=LEASE_MS)) or self._keep()

    def seize(self) -> None:
        """Take the lease whoever has it; that one's next step is refused, and done again when this lease is over."""
        self._renewed_at = time.monotonic()
        self._client.set(self._name, self.token, px=LEASE_MS)

    def renew(self) -> bool:
        """Keep the lease through a long step, when that is due; false where it has ended.

        One that has ended is not taken again: others may have written since.
        """
        if time.monotonic() - self._renewed_at <= LEASE_MS / 3_000:
            return True
        self._renewed_at = time.monotonic()
        return self._keep()

    def release(self) -> None:
        """Let another process take the lease at once."""
        if self._client.get(self._name) == self.token:
            self._client.delete(self._name)

    def _keep(self) -> bool:
        return self._client.get(self._name) == self.token and bool(self._client.pexpire(self._name, LEASE_MS))
