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
    return any(mentions(text, kind, name) for kind in ("country", "city") for name in read()[kind])


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(fold(form)) for form in forms) + ")")
