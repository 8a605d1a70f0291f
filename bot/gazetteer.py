"""The names that questions and sections mention: countries, cities, employers, kinds of job, ways of working.

`data/gazetteer.yml` lists, for each kind, every name with the forms that it takes in the three languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.languages import fold
from bot.paths import GAZETTEER

# The kinds of names that become entities. Beside them the file has `home`, `abroad` and `cities_of`.
KINDS = ("country", "city", "employer", "job", "working_time", "place_of_work")

_LETTERS_OF_A_COMPOUND = 5  # a form of so many may begin a compound

# kind -> canonical name -> forms in all languages, lower case, as they are spelled
Gazetteer = Mapping[str, Any]


@cache
def read(path: Path = GAZETTEER) -> Gazetteer:
    """The gazetteer; read once."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def mentions(text: str, kind: str, name: str) -> bool:
    """Whether `text` holds a form of that name, also in the genitive or as the first part of a compound; a country is
    mentioned by its cities, too.
    """
    forms = list(read().get(kind, {}).get(name, [name]))
    if kind == "country":
        forms += [form for city in read()["cities_of"].get(name, []) for form in read()["city"][city]]
    return _any_of(tuple(forms)).search(fold(text)) is not None


def speaks_of_abroad(text: str) -> bool:
    """Whether `text` is about being abroad."""
    return _any_of(tuple(read()["abroad"])).search(fold(text)) is not None


def is_home(country: str) -> bool:
    """Whether a country is one that candidates come from."""
    return country in read()["home"]


@lru_cache(maxsize=2048)  # it is asked of every heading at each message that names a place
def places_in(text: str) -> bool:
    """Whether `text` names any country or city."""
    return any(kind != "employer" for kind, _ in names_in(text))


@lru_cache(maxsize=2048)
def names_in(text: str) -> frozenset[tuple[str, str]]:
    """The kind and canonical name of each country, city and employer that `text` mentions."""
    kinds = ("country", "city", "employer")
    return frozenset((kind, name) for kind in kinds for name in read()[kind] if mentions(text, kind, name))


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_form, forms)))


def _form(form: str) -> str:
    # A short form is also the beginning of words that have nothing to do with it: Prag, pragmatisk.
    folded = fold(form)
    return rf"\b{re.escape(folded)}" + ("" if len(folded) >= _LETTERS_OF_A_COMPOUND else r"s?\b")
