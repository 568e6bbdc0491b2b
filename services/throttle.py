"""So many of something in a stretch of time for each name (a key, an address), in this process."""

import math
import time

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from dateline.errors import Setup, TooMany


class Throttle:
    """A limit as in `100/second`; none where `rate` is empty.  `setting` is named where the rate is not understood."""

    def __init__(self, rate: str, setting: str) -> None:
        self._rate = _parse(rate, setting) if rate else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, name: str, what: str) -> None:
        """Count one for `name`.  Raises TooMany, which says more than how many of `what` there were."""
        if self._rate is not None and not self._limiter.hit(self._rate, name):
            raise self._refuse(name, what)

    def require_left(self, name: str, what: str) -> None:
        """Raise TooMany where `name` has none left; counts nothing."""
        if self._rate is not None and not self._limiter.test(self._rate, name):
            raise self._refuse(name, what)

    def _refuse(self, name: str, what: str) -> TooMany:
        reset_time = self._limiter.get_window_stats(self._rate, name).reset_time if self._rate else 0.0
        return TooMany(f"more than {self._rate} {what}", max(1, math.ceil(reset_time - time.time())))


def _parse(rate: str, setting: str) -> limits.RateLimitItem:
    try:
        return limits.parse(rate)
    except ValueError:
        raise Setup(f"{setting}: give a number and a time, as in 100/second or 5000/hour") from None
