"""Addresses typed and spoken, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoken import say
from spoken.addresses import PostalAddress, address
from spoken.states import STATES

MARKET = PostalAddress("100 Market Street", "San Francisco", "CA", "94105")


@pytest.mark.parametrize(
    "said",
    [
        "100 Market Street, San Francisco, CA 94105",
        "one hundred market street san francisco california nine four one oh five",
        "my address is 100 Market St, San Francisco, California, zip code 94105, thanks",
        "100 market street san francisco c a 94105",
    ],
)
def test_one_place_in_many_spellings(said: str) -> None:
    heard = address(said)
    assert heard is not None
    assert heard.same_place(MARKET)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "5 harbor road apartment four boston massachusetts oh two one one oh",
            PostalAddress("5 Harbor Road Apartment 4", "Boston", "MA", "02110"),
        ),
        (
            "twelve thirty four fifth avenue new york new york one oh oh oh one",
            PostalAddress("1234 Fifth Avenue", "New York", "NY", "10001"),
        ),
        ("PO Box 123, Austin, TX 78701", PostalAddress("PO Box 123", "Austin", "TX", "78701")),
        (
            "12B Oak Avenue, Portland, OR 97201-1234",
            PostalAddress("12B Oak Avenue", "Portland", "OR", "97201-1234"),
        ),
        (
            "100 Avenue of the Americas, New York, NY 10013",
            PostalAddress("100 Avenue of the Americas", "New York", "NY", "10013"),
        ),
    ],
)
def test_addresses(said: str, meant: PostalAddress) -> None:
    assert address(said) == meant


@pytest.mark.parametrize("said", ["Portland, Oregon", "12 Oak Avenue", "", "where is it", "94105"])
def test_what_lacks_a_part_is_no_address(said: str) -> None:
    assert address(said) is None


def test_another_place_is_another() -> None:
    assert not MARKET.same_place(PostalAddress("101 Market Street", "San Francisco", "CA", "94105"))
    flat = PostalAddress("100 Market Street, Apt 4", "San Francisco", "CA", "94105")
    assert flat.same_place(PostalAddress("100 Market St #4", "San Francisco", "CA", "94105"))
    assert not flat.same_place(MARKET)


places = st.builds(
    PostalAddress,
    st.builds(
        "{} {} {}".format,
        st.integers(1, 99_999),
        st.sampled_from(["Oak", "Zyxwv", "Martin Luther King", "5th", "Elm"]),
        st.sampled_from(["Street", "Avenue", "Rd", "Lane", "Drive", "Blvd", "Way"]),
    ),
    st.sampled_from(["Portland", "New York", "Salt Lake City", "Kansas City"]),
    st.sampled_from(sorted(STATES)),
    st.from_regex(r"[0-9]{5}", fullmatch=True),
)


@given(places)
def test_addresses_said_and_written_are_heard(place: PostalAddress) -> None:
    for said in (say.address(place), say.address(place).lower().replace(",", ""), str(place)):
        heard = address(said)
        assert heard is not None
        assert heard.same_place(place)
