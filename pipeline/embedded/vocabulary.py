"""The words that the embedded recogniser listens for, beyond what an expectation brings along."""

from __future__ import annotations

from typing import Final

DIGITS: Final = (
    *("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
)
TEENS: Final = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth"),
)

YES: Final = (
    *("yes", "yeah", "yep", "correct", "yes that is right", "that is right", "that's right"),
    *("that is correct", "yes please", "sure", "go ahead", "okay", "yes it is", "yes i do"),
)
NO: Final = (
    *("no", "nope", "no thank you", "no thanks", "no that is wrong", "that is wrong"),
    *("that's wrong", "that is not right", "that's not right", "no it is not", "not now"),
)
SERVICE: Final = (
    *("repeat that please", "say that again", "what did you say", "could you repeat that"),
    *("i want to speak to a person", "speak to a person", "i want to talk to a person"),
    *("can i talk to a person", "a person please", "i need a human"),
    *("start over", "never mind", "help", "i don't know", "hold on"),
    *("goodbye", "bye", "that is all", "that's all", "that is all thank you", "nothing else"),
    *("thank you", "thanks", "hello"),
)

NAME_OPENINGS: Final = ("my name is", "it is", "it's", "this is", "i am", "i'm")
SPELLING_OPENINGS: Final = ("my name is", "it is", "it's", "that is", "that's")
SPELT: Final = "(spelled | spelling)"
DIGIT_OPENINGS: Final = ("it is", "it's", "my number is", "the number is", "the last four are")
REFERENCE_OPENINGS: Final = ("order", "it is", "it's", "it is order", "it's order", "number")
CONTRACTIONS: Final = {"s": "is", "m": "am", "d": "would", "ll": "will", "re": "are", "ve": "have"}
DATE_OPENINGS: Final = ("it is", "it's", "i was born on", "i was born", "my birthday is")

# A longer list hears worse: with 150 names a bare "Jane" was right one time in three.
FIRST_NAMES: Final = (
    *("alice", "amanda", "andrew", "anna", "anthony", "carlos", "carol", "charles", "daniel"),
    *("david", "elizabeth", "emily", "emma", "george", "helen", "james", "jane", "jennifer"),
    *("jessica", "john", "joseph", "joshua", "julia", "karen", "kevin", "laura", "linda", "lisa"),
    *("maria", "mark", "mary", "matthew", "michael", "miguel", "nancy", "olivia", "patricia"),
    *("paul", "peter", "rachel", "richard", "robert", "sarah", "susan", "thomas", "victoria"),
    *("william",),
)
STREETS: Final = (
    *("adams", "broadway", "cedar", "center", "cherry", "chestnut", "church", "elm", "forest"),
    *("harbor", "highland", "hill", "jackson", "jefferson", "lake", "lincoln", "madison", "main"),
    *("maple", "market", "mill", "mission", "oak", "park", "pine", "river", "school", "spring"),
    *("spruce", "sunset", "union", "valley", "walnut", "washington", "willow"),
)
STREET_KINDS: Final = (
    *("street", "avenue", "road", "drive", "lane", "boulevard", "court", "place", "way"),
)
CITIES: Final = (
    *("atlanta", "austin", "baltimore", "boston", "charlotte", "chicago", "cleveland", "columbus"),
    *("dallas", "denver", "detroit", "houston", "las vegas", "los angeles", "memphis", "miami"),
    *("milwaukee", "minneapolis", "nashville", "new york", "oakland", "orlando", "philadelphia"),
    *("phoenix", "pittsburgh", "portland", "sacramento", "san antonio", "san diego"),
    *("san francisco", "san jose", "seattle", "tampa"),
)
STATES: Final = (
    *("alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut"),
    *("delaware", "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa"),
    *("kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan"),
    *("minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada", "new hampshire"),
    *("new jersey", "new mexico", "new york", "north carolina", "north dakota", "ohio"),
    *("oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota"),
    *("tennessee", "texas", "utah", "vermont", "virginia", "washington", "west virginia"),
    *("wisconsin", "wyoming"),
)
