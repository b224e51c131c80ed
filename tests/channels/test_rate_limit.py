"""How often one address may ask, and how much is remembered of it."""

from __future__ import annotations

from channels.web.rate_limit import RateLimit


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_is_used_up_and_comes_back_one_at_a_time() -> None:
    clock = Clock()
    limit = RateLimit(3, clock=clock)
    assert [limit.wait("192.0.2.1") for _ in range(3)] == [0, 0, 0]
    assert limit.wait("192.0.2.1") == 20
    clock.now += 20
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("192.0.2.1") > 0
    clock.now += 60
    assert [limit.wait("192.0.2.1") for _ in range(3)] == [0, 0, 0]


def test_every_allowance_can_be_used_to_the_last_request() -> None:
    for per_minute in (1, 7, 11, 30, 97, 600):
        limit = RateLimit(per_minute, clock=Clock())
        assert not any(limit.wait("192.0.2.1") for _ in range(per_minute))
        assert limit.wait("192.0.2.1") > 0


def test_asking_too_often_does_not_make_the_wait_longer() -> None:
    limit = RateLimit(1, clock=Clock())
    limit.wait("192.0.2.1")
    assert [limit.wait("192.0.2.1") for _ in range(5)] == [60] * 5


def test_addresses_do_not_share_an_allowance_but_an_ipv6_network_does() -> None:
    limit = RateLimit(1, clock=Clock())
    assert limit.wait("192.0.2.1") == 0
    assert limit.wait("192.0.2.2") == 0
    assert limit.wait("2001:db8::1") == 0
    assert limit.wait("2001:db8::ffff") > 0
    assert limit.wait("2001:db8:0:1::1") == 0
    assert limit.wait("::ffff:192.0.2.1") > 0


def test_memory_is_bounded_and_the_oldest_is_forgotten_first() -> None:
    limit = RateLimit(1, most_addresses=100, clock=Clock())
    for host in range(500):
        limit.wait(f"host-{host}")
    assert len(limit) == 100
    assert limit.wait("host-499") > 0
    assert limit.wait("host-0") == 0
