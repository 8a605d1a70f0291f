"""Which language a conversation is answered in, and which spellings are the same word."""

import unicodedata
from typing import Any

import pytest

from bot.languages import answered_in, conversation_language, fold


@pytest.mark.parametrize(
    "spellings",
    [
        ("lønn", "LØNN", "lonn", "loenn", "lönn"),
        ("på", "PÅ", "pa", "paa", unicodedata.normalize("NFD", "på")),
        ("Århus", "aarhus", "arhus"),
        ("Tromsø", "tromso", "tromsoe", "TROMSÖ"),
        ("sælger", "saelger", "sälger"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_other_words_stay_apart() -> None:
    assert len({fold(word) for word in ("lön", "lån", "len", "lin", "lønne")}) == 5


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("sv", "sv"),
        ("sv-FI", "sv"),
        ("nb", "nb"),
        ("nb_NO", "nb"),
        ("nn-NO", "nb"),
        ("no", "nb"),
        ("DA-dk", "da"),
        (" da ", "da"),
        ("en", None),
        ("fi-SE", None),
        ("svenska", None),
        ("", None),
        (None, None),
        (7, None),
        (["sv"], None),
    ],
)
def test_a_tag_names_the_language_of_the_answer(tag: object, language: str | None) -> None:
    assert answered_in(tag) == language


def said(hint: object = None, **scores: float) -> dict[str, Any]:
    """A user event: the channel's hint, and how likely each language is by the message's words."""
    return {"event": "user", "metadata": {"language": hint}, "parse_data": {"language_scores": scores}}


SHORT = said(sv=0.34, nb=0.33, da=0.33)  # "jobb?": any of the three


def test_what_was_asked_for_goes_before_all_else() -> None:
    slots = {"requested_language": "da", "language": "sv"}
    assert conversation_language(slots, [said("nb", sv=0.9, nb=0.05, da=0.05)]) == "da"


def test_what_was_certainly_written_goes_before_hint_and_guess() -> None:
    slots = {"requested_language": None, "language": "nb"}
    assert conversation_language(slots, [said("da", sv=0.9, nb=0.05, da=0.05)]) == "nb"


def test_the_hint_goes_before_a_guess_that_wavers() -> None:
    assert conversation_language({}, [said("da", sv=0.4, nb=0.35, da=0.25)]) == "da"


def test_clear_words_go_before_the_hint() -> None:
    assert conversation_language({}, [said("da", sv=0.96, nb=0.02, da=0.02)]) == "sv"


def test_without_a_hint_the_likeliest_counts() -> None:
    assert conversation_language({}, [said(sv=0.3, nb=0.4, da=0.3)]) == "nb"
    assert conversation_language({}, [said("en", sv=0.3, nb=0.4, da=0.3)]) == "nb"


def test_short_messages_count_together() -> None:
    norwegian = said(sv=0.2, nb=0.5, da=0.3)
    danish = said(sv=0.2, nb=0.39, da=0.41)
    assert conversation_language({}, [norwegian, danish]) == "nb"
    assert conversation_language({}, [danish, norwegian, SHORT]) == "nb"


def test_one_short_message_that_seems_certain_cannot_outweigh_what_was_said_before() -> None:
    swedish = said(sv=0.8, nb=0.1, da=0.1)
    assert conversation_language({}, [swedish, swedish, said(sv=0.0, nb=1.0, da=0.0)]) == "sv"


@pytest.mark.parametrize(
    "events",
    [
        [],
        [SHORT],
        [{"event": "bot", "metadata": {"language": "da"}}],
        [{"event": "user", "metadata": None, "parse_data": None}],
        [{"event": "user"}],
    ],
)
def test_where_nothing_is_known_it_is_swedish(events: list[dict[str, Any]]) -> None:
    assert conversation_language({"language": None, "requested_language": "en"}, events) == "sv"
