"""What a seller cannot do."""

from __future__ import annotations

from marketplace.refusals.base import Listing, NotFound, Refusal, Unprocessable


class SellerNotFound(NotFound):
    """The account sells nothing."""

    code = "seller_not_found"
    words = "That's only for seller accounts, and this one isn't one."


class SaleNotFound(NotFound):
    """No such order, or nothing in it is this seller's."""

    code = "sale_not_found"
    words = "I can't find that order among your sales. Could you check the order number?"


class ListingNotFound(NotFound):
    """No such product, or it is another seller's."""

    code = "listing_not_found"
    words = "I can't find that among your listings. Which one do you mean?"


class ListingAmbiguous(Listing, Unprocessable):
    """Several listings of the seller fit; `listings` are those."""

    code = "listing_ambiguous"
    listed, lead = "listings", "There is the"
    words = "More than one of your listings fits. Which one do you mean?"


class VersionUnclear(Listing, Unprocessable):
    """The listing comes in several versions, and it is not clear which; `versions` are those."""

    code = "version_unclear"
    listed, lead = "versions", "There is"
    words = "That listing comes in several versions. Which one should I change?"


class NothingToUpdate(Unprocessable):
    """Neither a price nor a stock was given."""

    code = "nothing_to_update"
    words = "Should I change its price, or how many there are?"


class ListingUnchanged(Unprocessable):
    """The listing says so already."""

    code = "listing_unchanged"
    words = "Your listing says that already, so there's nothing to change."


class PriceOutOfRange(Unprocessable):
    """A price is from fifty cents to fifty thousand dollars."""

    code = "price_out_of_range"
    words = "A price can be from fifty cents to fifty thousand dollars. What should it be?"


class StockOutOfRange(Unprocessable):
    """A stock is from none to a hundred thousand pieces."""

    code = "stock_out_of_range"
    words = "The stock can be from none to a hundred thousand pieces. How many are there?"


class AlreadySent(Refusal):
    """An order only moves forward: the seller's part of it has left."""

    code = "already_sent"
    words = "Your part of that order has already been sent, so I've left it as it is."


class TrackingNumberUnclear(Unprocessable):
    """No carrier that we know has numbers like that, or the carrier named has others."""

    code = "tracking_number_unclear"
    words = (
        "That doesn't look like a tracking number of that carrier. "
        "Could you give me the number once more, and the carrier?"
    )


class TrackingNumberTaken(Refusal):
    """A tracking number belongs to one parcel."""

    code = "tracking_number_taken"
    words = "That tracking number is in use for another parcel. Could you check it once more?"
