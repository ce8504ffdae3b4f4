from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.records.intake.errors import ApiError
from coursewright.records.intake.rates import BodyBudget, RateLimit, client_key, retry_after


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("no address", "no address"),
        ("x" * 500, "x" * 64),
    ],
)
def test_who_counts_as_one_client(address, key):
    """An IPv6 /64 is one client, however many addresses it has; what is no address is itself."""
    assert client_key(address) == key


def test_a_waiting_client_may_come_back_when_told():
    """After the time that was told there is a token, and not before."""
    limit = RateLimit(rate_per_s=2, burst=1, addresses=10)

    assert limit.take("a", 100.0) == 0
    wait = limit.take("a", 100.0)
    assert wait == pytest.approx(0.5)
    assert limit.take("a", 100.0 + wait * 0.9) > 0
    assert limit.take("a", 100.0 + wait) == 0


@given(
    st.lists(st.tuples(st.floats(0, 5), st.sampled_from("abc")), max_size=200),
    st.floats(0.1, 50),
    st.integers(1, 20),
)
def test_nobody_gets_more_than_burst_and_rate(steps, rate, burst):
    """In any stretch of time an address gets at most its burst and the rate of that stretch."""
    limit = RateLimit(rate, burst, addresses=3)
    now = 1_000.0
    taken = dict.fromkeys("abc", 0)
    for gap, address in steps:
        now += gap
        taken[address] += limit.take(address, now) == 0
    for count in taken.values():
        assert count <= burst + rate * (now - 1_000.0) + 1e-6


def test_memory_is_bounded():
    """However many addresses come, only so many are remembered, the latest ones."""
    limit = RateLimit(rate_per_s=0.001, burst=1, addresses=100)
    for number in range(1_000):
        assert limit.take(f"10.0.{number // 256}.{number % 256}", 5.0) == 0

    assert len(limit) == 100
    assert limit.take("10.0.3.231", 5.0) > 0
    assert limit.take("10.0.0.0", 5.0) == 0


def test_a_clock_that_goes_backwards_gives_no_tokens():
    """Time gained is never negative, and never counted twice."""
    limit = RateLimit(rate_per_s=1, burst=1, addresses=10)
    limit.take("a", 100.0)

    assert limit.take("a", 90.0) > 0
    assert limit.take("a", 90.5) > 0


def test_the_budget_comes_back_after_a_fault():
    """What a request reserved is free again, however it ended."""
    budget = BodyBudget(10)
    with pytest.raises(RuntimeError), budget.reserve(10):  # noqa: PT012
        with pytest.raises(ApiError) as busy, budget.reserve(1):
            pass
        assert busy.value.status == 503
        raise RuntimeError
    with budget.reserve(10):
        pass


@given(st.floats(0.0001, 1e6))
def test_retry_after_is_never_too_early(seconds):
    """Whole seconds, at least one, and not before there is a token."""
    assert int(retry_after(seconds)) >= max(1, seconds)
