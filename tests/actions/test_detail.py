"""The detail that is asked for, and the sentence that tells it."""

import pytest

from actions.detail import asked_detail, nearest, sentences, telling
from bot.articles import Library

TEXT = "Novicom driver centret. Det ligger i Beograd, fordi lokalerne er billige. Oplæringen tager 2 uger. Løn: 10 kr."


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("hur lång tid tar det", "time"),
        ("hvor længe", "time"),
        ("hvor lenge da", "time"),
        ("kor lang tid tek det", "time"),
        ("hvornår", "time"),
        ("hur mkt är det", "amount"),
        ("hvor mange da", "amount"),
        ("kor mykje", "amount"),
        ("var ligger det", "place"),
        ("hvor ligger det henne", "place"),
        ("kor er det", "place"),
        ("varför då", "reason"),
        ("koffor det", "reason"),
        ("gäller det helger också", None),
        ("hvem er hun", None),
    ],
)
def test_the_word_that_asks_tells_the_detail(text: str, detail: str | None) -> None:
    assert asked_detail(text) == detail


def test_the_sentence_that_tells_it_is_found() -> None:
    assert telling("place", TEXT) == "Det ligger i Beograd, fordi lokalerne er billige."
    assert telling("reason", TEXT) == "Det ligger i Beograd, fordi lokalerne er billige."
    assert telling("time", TEXT) == "Oplæringen tager 2 uger."
    assert telling("amount", TEXT) == "Oplæringen tager 2 uger. Løn: 10 kr."
    assert telling("place", "Det er en god arbejdsplads.") is None


def test_the_sentence_that_shares_words_with_the_question_is_nearest() -> None:
    assert nearest("er oplæringen god", TEXT) == "Oplæringen tager 2 uger."
    rest = "Det ligger i Beograd, fordi lokalerne er billige. Oplæringen tager 2 uger."
    assert nearest("og hva så", TEXT) == rest


def test_every_section_begins_with_a_sentence_that_stands_for_it() -> None:
    assert sentences("Ca. 40 timmar är vanligt. Mer förekommer.") == ["Ca. 40 timmar är vanligt.", "Mer förekommer."]
    for article in Library.read().articles:
        for section in article.sections:
            assert 20 <= len(sentences(section.text)[0]) < len(section.text)
