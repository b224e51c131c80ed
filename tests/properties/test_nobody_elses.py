"""Whatever a model asks for, in any state: nothing that is not this caller's, nothing unasked."""

from __future__ import annotations

import pytest
from anyio.from_thread import BlockingPortal
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.properties.mutations import MUTATIONS, Mutation
from tests.properties.rules import Violation
from tests.properties.walk import walk, walk_straight
from tests.properties.world import World

pytestmark = pytest.mark.timeout(300)  # half a minute, and several on a busy machine
WALKS = 60
STEADY = settings(
    max_examples=WALKS,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # a smaller seed is no simpler walk
    suppress_health_check=list(HealthCheck),
)


def walk_anywhere(world: World, portal: BlockingPortal) -> None:
    @STEADY
    @given(seed=st.integers(0, 2**31))
    def any_walk(seed: int) -> None:
        portal.call(walk, world, seed)

    any_walk()


def test_no_call_reads_or_writes_beyond_its_customer(world: World, portal: BlockingPortal) -> None:
    portal.call(walk_straight, world)
    walk_anywhere(world, portal)
    assert world.asked > 2_000
    never = set(world.house.roster.actions) - set(world.succeeded)
    assert not never, f"no success in {world.asked} requests: add one of each to likely.py"


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_the_property_notices_when_a_rule_is_taken_out(
    world: World, portal: BlockingPortal, mutation: Mutation, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutation(monkeypatch)
    with pytest.raises(Violation):
        walk_anywhere(world, portal)
