"""What people, streets and makers are called."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words("""
    Aaron Abigail Adam Aisha Alan Alice Amir Amy Andre Angela Anna Anthony Beatriz Ben Beth
    Brian Carla Carlos Caroline Charles Chloe Chris Clara Daniel Daria David Diana Diego Dylan
    Elena Eli Elizabeth Emma Eric Esther Ethan Eva Felix Fiona Frank Gabriel Grace Hannah Harold
    Hassan Helen Henry Ian Ines Isaac Isabel Ivan Jack James Jasmine Jason Jennifer Joan Joel
    Jonas Joseph Julia Karen Kevin Kim Laura Leo Leila Lily Linda Louis Lucy Luis Maria Mark
    Martha Martin Mason Maya Megan Mia Michael Mohamed Nadia Nathan Nina Noah Nora Oliver Olivia
    Omar Oscar Patricia Paul Peter Rachel Rahul Raj Rebecca Robert Rosa Ruth Ryan Sam Sara Sean
    Sofia Stella Steven Susan Tara Teresa Thomas Tim Uma Victor Vera Walter Wendy William Yara
    Zoe
""")
LAST_NAMES = _words("""
    Adams Ahmed Allen Alvarez Anderson Bailey Baker Barnes Bell Bennett Brooks Brown Butler
    Carter Castro Chen Clark Coleman Collins Cook Cooper Cox Cruz Davis Diaz Edwards Evans
    Fisher Flores Foster Garcia Gomez Gonzalez Gray Green Griffin Gupta Hall Harris Hayes
    Henderson Hernandez Hill Howard Hughes Jackson James Jenkins Johnson Jones Kelly Khan Kim
    King Kumar Lee Lewis Long Lopez Martin Martinez Mason Mendez Miller Mitchell Moore Morgan
    Morris Murphy Murray Nelson Nguyen Novak Ortiz Owens Parker Patel Perez Perry Peterson
    Phillips Powell Price Ramos Reed Reyes Rivera Roberts Robinson Rodriguez Rogers Ross Ruiz
    Russell Sanchez Sanders Scott Shaw Silva Singh Smith Stewart Sullivan Taylor Thomas Thompson
    Torres Turner Walker Wallace Wang Ward Watson West White Williams Wilson Wood Wright Yang
    Young
""")
STREETS = _words("""
    Ash Beech Birch Cedar Chestnut Church Cherry College Elm Forest Franklin Garden Grove Harbor
    Highland Hill Jefferson Lake Laurel Lincoln Locust Madison Main Maple Market Meadow Mill Oak
    Orchard Park Pine Pleasant Poplar Prospect Ridge River School Spring Spruce Summit Sunset
    Valley Walnut Washington Water Willow Woodland
""")
STREET_KINDS = ("Street", "Avenue", "Road", "Lane", "Drive", "Court")
CITIES = (
    ("Albany", "NY", "122", "518"), ("Albuquerque", "NM", "871", "505"),
    ("Atlanta", "GA", "303", "404"), ("Austin", "TX", "787", "512"),
    ("Baltimore", "MD", "212", "410"), ("Boise", "ID", "837", "208"),
    ("Boston", "MA", "021", "617"), ("Buffalo", "NY", "142", "716"),
    ("Charlotte", "NC", "282", "704"), ("Chicago", "IL", "606", "312"),
    ("Cleveland", "OH", "441", "216"), ("Columbus", "OH", "432", "614"),
    ("Dallas", "TX", "752", "214"), ("Denver", "CO", "802", "303"),
    ("Des Moines", "IA", "503", "515"), ("Detroit", "MI", "482", "313"),
    ("El Paso", "TX", "799", "915"), ("Fresno", "CA", "937", "559"),
    ("Hartford", "CT", "061", "860"), ("Houston", "TX", "770", "713"),
    ("Indianapolis", "IN", "462", "317"), ("Kansas City", "MO", "641", "816"),
    ("Las Vegas", "NV", "891", "702"), ("Louisville", "KY", "402", "502"),
    ("Madison", "WI", "537", "608"), ("Memphis", "TN", "381", "901"),
    ("Miami", "FL", "331", "305"), ("Milwaukee", "WI", "532", "414"),
    ("Minneapolis", "MN", "554", "612"), ("Nashville", "TN", "372", "615"),
    ("New Orleans", "LA", "701", "504"), ("Oakland", "CA", "946", "510"),
    ("Oklahoma City", "OK", "731", "405"), ("Omaha", "NE", "681", "402"),
    ("Orlando", "FL", "328", "407"), ("Philadelphia", "PA", "191", "215"),
    ("Phoenix", "AZ", "850", "602"), ("Pittsburgh", "PA", "152", "412"),
    ("Portland", "OR", "972", "503"), ("Raleigh", "NC", "276", "919"),
    ("Reno", "NV", "895", "775"), ("Richmond", "VA", "232", "804"),
    ("Sacramento", "CA", "958", "916"), ("Salt Lake City", "UT", "841", "801"),
    ("San Antonio", "TX", "782", "210"), ("San Diego", "CA", "921", "619"),
    ("Seattle", "WA", "981", "206"), ("Spokane", "WA", "992", "509"),
    ("St. Louis", "MO", "631", "314"), ("Tampa", "FL", "336", "813"),
    ("Tucson", "AZ", "857", "520"), ("Tulsa", "OK", "741", "918"),
)  # fmt: skip
"""City, state, first digits of its postal codes, area code."""
SYLLABLES = _words("""
    al an ar as bel bo bri ca cor dan dor el en far fen gal gor hal har il jo kal kel ken kor
    lan lor lu mar mel mer mon nar nel nor o ol or pal per ra ren ro sal san sel sol tal tan tor
    u val van ver vor wen wil zan zel zor
""")
"""Of which makers' names are made, so that none is a real one by more than chance."""
TITLE_NOUNS = _words("""
    Archive Bridge Cartographer Clock Coast Crown Daughter Echo Ember Empire Falcon Forest
    Garden Glass Harbor House Hunter Island Journey Key Kingdom Lantern Letter Library
    Lighthouse Map Memory Mirror Moon Mountain Night Ocean Orchard Palace Path Promise River
    Road Sailor Season Secret Shadow Silence Sister Song Star Stone Storm Stranger Summer Tide
    Tower Traveller Valley Violin Voice Wall Winter Witness Wolf Year
""")
TITLE_ADJECTIVES = _words("""
    Ancient Bitter Blue Borrowed Broken Burning Distant Empty Endless Fallen First Forgotten
    Frozen Gentle Golden Hidden Hollow Invisible Last Little Long Lost Midnight Northern Old
    Paper Pale Quiet Red Restless Salt Second Secret Seventh Silent Silver Sleeping Small
    Southern Stolen Strange Unwritten Wandering White Wild
""")
