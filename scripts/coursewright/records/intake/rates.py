"""How much one client, and all together, may send: token buckets and a budget of bytes."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.records.intake.errors import busy

if TYPE_CHECKING:
    from collections.abc import Iterator

IPV6_PREFIX: Final = 64
"""One household or office has a whole /64, so its addresses count as one."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled: float
    """When `tokens` was right, on the monotonic clock."""


class RateLimit:
    """A token bucket per client address, kept in memory for a bounded number of addresses."""

    def __init__(self, rate_per_s: float, burst: int, addresses: int) -> None:
        self._rate = rate_per_s
        self._burst = burst
        self._addresses = addresses
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, address: str, now_s: float) -> float:
        """Take one token of an address.

        Args:
            address: the client's address, in any spelling.
            now_s: the monotonic time, in seconds.

        Returns:
            0 when there was one; else after how many seconds there will be one.
        """
        key = client_key(address)
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(self._burst, now_s)
            # A bucket long unused is full, and forgetting a full one changes nothing.
            if len(self._buckets) > self._addresses:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        gained = max(0.0, now_s - bucket.filled) * self._rate
        bucket.tokens = min(float(self._burst), bucket.tokens + gained)
        bucket.filled = now_s
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / self._rate

    def __len__(self) -> int:
        return len(self._buckets)


def client_key(address: str) -> str:
    """Return what counts as one client: an IPv4 address, an IPv6 /64, or the text as it is."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)


class BodyBudget:
    """Bytes that the bodies of all requests under way may take together."""

    def __init__(self, total: int) -> None:
        self._free = total

    @contextmanager
    def reserve(self, size: int) -> Iterator[None]:
        """Hold some bytes while a body is read and worked on.

        Raises:
            ApiError: 503, there is no room at present.
        """
        if size > self._free:
            raise busy()
        self._free -= size
        try:
            yield
        finally:
            self._free += size


def retry_after(seconds: float) -> str:
    """Return a wait as the value of `Retry-After`: whole seconds, at least one."""
    return str(max(1, math.ceil(seconds)))
