"""The gazetteer knows a name in every form, and each form belongs to one name."""

from collections import Counter

import pytest
from ruamel.yaml import YAML

from bot import gazetteer
from bot.languages import fold
from bot.paths import GAZETTEER


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Jobba i Grekland?", "country", "greece"),
        ("jobbe i hellas", "country", "greece"),
        ("ET JOB I GRÆKENLAND", "country", "greece"),
        ("lonen i osterrike", "country", "austria"),
        ("Sveriges löner", "country", "sweden"),
        ("polenjobb", "country", "poland"),
        ("kontoret i Köpenhamn", "city", "copenhagen"),
        ("kontor i koebenhavn", "city", "copenhagen"),
        ("hos Elkjøp", "employer", "elkjop"),
        ("hos Skin City", "employer", "skincity"),
        ("H&M:s kundtjänst", "employer", "hm"),
        ("jobba på distans", "place_of_work", "remote"),
    ],
)
def test_a_name_is_found_in_every_language_spelling_and_case(text: str, kind: str, name: str) -> None:
    assert gazetteer.mentions(text, kind, name)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Jobba i Grekland?", "country", "spain"),
        ("jobb i Norge", "city", "oslo"),
        ("vad i tusan", "country", "usa"),  # no form inside a word
        ("du är chefens favorit", "employer", "apple"),
        ("", "country", "sweden"),
    ],
)
def test_a_name_that_is_not_there_is_not_found(text: str, kind: str, name: str) -> None:
    assert not gazetteer.mentions(text, kind, name)


def test_a_name_that_the_gazetteer_lacks_is_looked_for_as_it_is() -> None:
    assert gazetteer.mentions("kontoret i Visby", "city", "visby")
    assert not gazetteer.mentions("kontoret i Lund", "city", "visby")


def test_a_country_is_mentioned_by_its_cities_but_not_the_other_way_round() -> None:
    assert gazetteer.mentions("callcentret i Belgrad", "country", "serbia")
    assert gazetteer.mentions("kontoret i Kraków", "country", "poland")
    assert not gazetteer.mentions("callcentret i Belgrad", "country", "poland")
    assert not gazetteer.mentions("jobb i Serbien", "city", "belgrade")


@pytest.mark.parametrize("text", ["lönen i Polen", "flytte til Beograd", "jobb i norge"])
def test_a_place_is_seen(text: str) -> None:
    assert gazetteer.places_in(text)


def test_a_text_without_a_place_names_none() -> None:
    assert not gazetteer.places_in("Vad tjänar man i kundtjänst utomlands?")


def test_abroad_and_home_are_told_apart() -> None:
    assert gazetteer.speaks_of_abroad("Jobba utomlands?")
    assert gazetteer.speaks_of_abroad("job i UDLANDET")
    assert not gazetteer.speaks_of_abroad("jobb i Sverige")
    assert [gazetteer.is_home(country) for country in ("sweden", "norway", "denmark", "poland")] == [True] * 3 + [False]


@pytest.mark.parametrize("kind", gazetteer.KINDS)
def test_no_form_belongs_to_two_names_of_one_kind(kind: str) -> None:
    owners = Counter(form for forms in gazetteer.read()[kind].values() for form in {fold(form) for form in forms})
    assert [form for form, count in owners.items() if count > 1] == []


def test_no_name_stands_twice() -> None:
    # PyYAML keeps the last of two equal keys in silence; ruamel.yaml refuses them.
    YAML(typ="safe").load(GAZETTEER)


@pytest.mark.parametrize("kind", gazetteer.KINDS)
def test_forms_are_lower_case(kind: str) -> None:
    forms = [form for forms in gazetteer.read()[kind].values() for form in forms]
    assert [form for form in forms if form != form.lower().strip()] == []


def test_homes_and_cities_of_countries_are_names_of_the_gazetteer() -> None:
    places = gazetteer.read()
    assert set(places["home"]) | set(places["cities_of"]) <= set(places["country"])
    assert {city for cities in places["cities_of"].values() for city in cities} <= set(places["city"])


def test_a_short_form_is_not_seen_in_the_beginning_of_another_word() -> None:
    assert gazetteer.mentions("jobb i Prag, Prags hus", "city", "prague")
    assert not gazetteer.mentions("var pragmatisk", "city", "prague")
    assert gazetteer.mentions("maltajobb", "country", "malta")
