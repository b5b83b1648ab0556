"""States by their codes and names in several languages, from Babel's names of territories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from floorbook.statements.grid import folded

LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "ru", "ar", "zh")
NO_STATES = frozenset({"EU", "UN", "EZ", "QO", "XK"})
_BETWEEN = re.compile(r"[;,/|&+\n]| (?:and|et|y|und|with) ")
WITHDRAWN = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD", "ROM", "CSK"})
SHORT_FORMS = {  # usual in meetings, and not among the names of territories
    "usa": "USA",
    "us": "USA",
    "united states of america": "USA",
    "uk": "GBR",
    "united kingdom of great britain and northern ireland": "GBR",
    "great britain": "GBR",
    "republic of korea": "KOR",
    "rok": "KOR",
    "dprk": "PRK",
    "democratic peoples republic of korea": "PRK",
    "iran islamic republic of": "IRN",
    "islamic republic of iran": "IRN",
    "russian federation": "RUS",
    "syrian arab republic": "SYR",
    "viet nam": "VNM",
    "lao pdr": "LAO",
    "lao peoples democratic republic": "LAO",
    "bolivia plurinational state of": "BOL",
    "venezuela bolivarian republic of": "VEN",
    "tanzania united republic of": "TZA",
    "united republic of tanzania": "TZA",
    "republic of moldova": "MDA",
    "drc": "COD",
    "dr congo": "COD",
    "democratic republic of the congo": "COD",
    "ivory coast": "CIV",
    "cape verde": "CPV",
    "czech republic": "CZE",
    "swaziland": "SWZ",
    "turkey": "TUR",
    "uae": "ARE",
    "brunei darussalam": "BRN",
    "timor leste": "TLS",
    "holy see": "VAT",
    "micronesia federated states of": "FSM",
    "state of palestine": "PSE",
    "palestine": "PSE",
    "the netherlands": "NLD",
    "the gambia": "GMB",
    "slovak republic": "SVK",
    "korea republic of": "KOR",
    "dpr korea": "PRK",
    "prc": "CHN",
    "peoples republic of china": "CHN",
    "republic of china": "TWN",
    "ksa": "SAU",
    "burma": "MMR",
    "east timor": "TLS",
    "libyan arab jamahiriya": "LBY",
    "bosnia herzegovina": "BIH",
    "fyrom": "MKD",
    "the former yugoslav republic of macedonia": "MKD",
    "netherlands kingdom of the": "NLD",
    "congo democratic republic of the": "COD",
    "rdc": "COD",
    "republic of the congo": "COG",
    "eeuu": "USA",
    "grossbritannien": "GBR",
    "rca": "CAF",
    "st vincent and the grenadines": "VCT",
    "democratic republic of congo": "COD",
}
FORMAL = re.compile(
    r"(?:federal |islamic |arab |co operative |plurinational |bolivarian )?(?:republic|state)"
    r" of (?:the )?|(?:kingdom|sultanate|principality|grand duchy|union|commonwealth) of (?:the )?"
)
"""What stands before a name in full."""


@cache
def codes() -> Mapping[str, str]:
    """The alpha-3 code of a state by its alpha-2 code.

    Examples
    --------
    >>> codes()["MX"], codes()["DE"]
    ('MEX', 'DEU')
    """
    from babel import Locale
    from babel.core import get_global

    named = Locale("en").territories
    found: dict[str, str] = {}
    for three, two in get_global("territory_aliases").items():
        usual = len(three) == 3 and three.isalpha() and three not in WITHDRAWN and len(two) == 1
        if usual and two[0] in named and two[0].isalpha() and two[0] not in NO_STATES:
            found[two[0]] = three
    return found


@cache
def _names() -> Mapping[str, str]:
    """The alpha-3 code by the folded name, in every language; a name of two states is of none."""
    from babel import Locale

    found: dict[str, str] = {}
    twice: set[str] = set()
    for language in LANGUAGES:
        territories = Locale(language).territories
        for two, three in codes().items():
            name = _plain(territories.get(two, ""))
            if name and found.setdefault(name, three) != three:
                twice.add(name)
    return {name: three for name, three in {**found, **SHORT_FORMS}.items() if name not in twice}


@cache
def english(code: str) -> str:
    """Return the English name of a state by its alpha-3 code.

    Examples
    --------
    >>> english("MEX"), english("CIV")
    ('Mexico', 'Côte d’Ivoire')
    """
    from babel import Locale

    two = next(two for two, three in codes().items() if three == code)
    return str(Locale("en").territories[two])


def named(text: str) -> str:
    """Return the alpha-3 code of the state that has this name; "" if none has.

    Examples
    --------
    >>> named("méxico"), named("Deutschland"), named("Niger"), named("Nigeria"), named("Tea Board")
    ('MEX', 'DEU', 'NER', 'NGA', '')
    >>> named("Saint Kitts and Nevis"), named("Kingdom of Norway"), named("Guinea Republic Party")
    ('KNA', 'NOR', '')
    """
    words = _plain(text)
    for short in (words, words.removeprefix("the "), words.removesuffix(" the")):
        if code := _names().get(short):
            return code
    return _names().get(FORMAL.sub("", words.removeprefix("the "), count=1), "")


def _plain(text: str) -> str:
    return re.sub(r"\bsaint\b", "st", folded(text.replace("&", " and ")))


def several(text: str) -> tuple[str, ...]:
    """Return the states that a text names one after another; none if it names anything else.

    Examples
    --------
    >>> several("Peru & Mali"), several("FRA/DEU"), several("Trinidad and Tobago")
    (('PER', 'MLI'), ('FRA', 'DEU'), ('TTO',))
    >>> several("Peru, Navy")
    ()
    """
    if code := named(text):
        return (code,)
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    found = [part.strip() if part.strip() in codes().values() else named(part) for part in parts]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def coded(values: Iterable[str]) -> Mapping[str, str]:
    """Read values as ISO codes, all of a length or none: alpha-3 codes by value.

    Letters that are no code (of an organisation, say) are allowed where they are few.

    Examples
    --------
    >>> coded(["MEX", "FRA", "Libya"]), coded(["WHO", "ILO", "CAN"])
    ({'MEX': 'MEX', 'FRA': 'FRA'}, {})
    """
    told = [*dict.fromkeys(values)]
    found: dict[str, str] = {}
    for length, known in ((3, {three: three for three in codes().values()}), (2, codes())):
        same = [one for one in told if len(one) == length and one.isascii() and one.isalpha()]
        same = [one for one in same if one.isupper() and one not in ("US", "UK", "UAE", "USA")]
        hits = {one: known[one] for one in same if one in known}
        if len(hits) > 1 and len(hits) >= 0.8 * len(same):
            found |= hits
    return found
