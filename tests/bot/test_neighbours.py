"""The sections offered beside an answer are others, of its language, and the same every time."""

import pytest

from bot.articles import Article, Library, Section, Source
from bot.languages import LANGUAGES, Language
from bot.neighbours import NEIGHBOURS, neighbours


def section(section_id: str, topic: str, text: str) -> Section:
    return Section(section_id, topic, heading="", text=text, questions=(), article="one")


def library(*sections: Section, language: Language = "sv") -> Library:
    return Library([Article("one", language, Source("Titel", "Utgivare"), sections, path=None)])


PAY = section("pay", "pay", "lönen i Polen är låg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_neighbours_are_other_sections_of_the_language(language: Language) -> None:
    articles = Library.read()
    for section_id in articles.sections(language):
        near = neighbours(section_id, language, articles)
        assert len(set(near)) == len(near) == NEIGHBOURS
        assert section_id not in near
        assert set(near) <= set(articles.sections(language))


def test_neighbours_stay_in_their_language() -> None:
    swedish = Article("one", "sv", Source("Titel", "Utgivare"), (PAY, section("a", "pay", "lönen")), path=None)
    danish = Article("one", "da", Source("Titel", "Udgiver"), (PAY, section("b", "pay", "lönen")), path=None)
    both = Library([swedish, danish])
    assert neighbours("pay", "sv", both) == ("a",)
    assert neighbours("pay", "da", both) == ("b",)
    assert neighbours("pay", "nb", both) == ()


def test_sections_that_are_equally_near_come_in_the_order_of_the_files() -> None:
    alike = [section(section_id, "tasks", "man svarar kunder") for section_id in ("f", "a", "e", "b", "d", "c")]
    assert neighbours("pay", "sv", library(PAY, *alike)) == ("f", "a", "e", "b", "d", "c")


def test_a_shared_rare_word_brings_sections_together() -> None:
    far, near = section("far", "tasks", "man svarar kunder"), section("near", "tasks", "bostäder POLEN")
    assert neighbours("pay", "sv", library(PAY, far, near)) == ("near", "far")


def test_a_word_that_every_section_has_says_nothing() -> None:
    texts = {"pay": "kunder lönen", "a": "kunder kunder kunder", "b": "kunder lönen semester resor språk bostäder"}
    sections = [section(section_id, "pay", text) for section_id, text in texts.items()]
    assert neighbours("pay", "sv", library(*sections))[0] == "b"


def test_of_two_sections_as_near_that_of_the_same_topic_comes_first() -> None:
    other, same = section("other", "moving", "bo i Polen"), section("same", "pay", "bo i Polen")
    unlike = section("unlike", "tasks", "man svarar kunder")
    assert neighbours("pay", "sv", library(PAY, other, same, unlike))[:2] == ("same", "other")


def test_a_section_that_is_unknown_or_alone_has_none() -> None:
    assert neighbours("pay", "sv", library(PAY)) == ()
    assert neighbours("no-such", "sv", library(PAY)) == ()
