"""Whatever a client sends, Rasa gets text that it can take, and never an intent of the candidate's making."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.articles import Library
from bot.languages import LANGUAGES
from bot.messages import MAX_CHARACTERS, NO_TEXT, clean
from bot.payloads import ask_section, ask_topic, choose_language, is_own_payload
from bot.topics import TOPICS

# Letters, marks that compose with them, slashes, blanks, invisible characters and half an emoji.
_AWKWARD = 'aeoå/ \u0301\u030a\u0323\t\n\x00\x1b\x85\xad\u200b\u200d\u200e\u2028\u3000\ufeff\ud83d\ude00\U0001f600{}"'
ANY_TEXT = st.text(st.characters()) | st.text(st.sampled_from(_AWKWARD)) | st.text(st.characters()).map("/".__add__)


@given(ANY_TEXT)
@example("/" * 5000)
@example("e\u200e\u0301")  # an accent that meets its letter only once the mark between them is gone
@example("\u200b/restart")
@example("\ufb2c" * 2000)  # three characters each in NFC
@example("\ud800")
def test_any_text_comes_out_such_that_every_later_part_can_take_it(raw: str) -> None:
    text = clean(raw)
    assert 0 < len(text) <= MAX_CHARACTERS
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs"}
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert not text.startswith("/") or text == NO_TEXT or is_own_payload(text)


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.binary()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.text())
)
def test_what_is_not_a_string_is_a_message_without_words(raw: object) -> None:
    assert clean(raw) == NO_TEXT


@pytest.mark.parametrize(
    "raw",
    ["", " ", " \t\r\n\u00a0\u2003", "😀", "👍🏽❤️ 👩‍👩‍👧", "?!…", "/", "///", "\x00\x07", "\u200b\ufeff", "\ud83d"],
)
def test_a_message_without_words_is_told_apart(raw: str) -> None:
    assert clean(raw) == NO_TEXT


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("/restart", "restart"),
        ("  // /restart", "restart"),
        ('/pay{"x":"y"}', 'pay{"x":"y"}'),
        ("/\u200bask", "ask"),
        ("/no_text", "no_text"),
        ('/ask{"section": "pay-abroad"} hej', 'ask{"section": "pay-abroad"} hej'),
    ],
)
def test_a_candidate_cannot_name_an_intent(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_the_bots_own_payloads_pass_unchanged() -> None:
    sections = [ask_section(section) for language in LANGUAGES for section in Library.read().sections(language)]
    for payload in [*sections, *map(ask_topic, TOPICS), *map(choose_language, LANGUAGES)]:
        assert clean(payload) == payload


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Vad tjänar man?", "Vad tjänar man?"),
        ("hvor mye\n\n  tjener\tman", "hvor mye tjener man"),
        ("lo\u0308n", "lön"),
        ("l\u00adön\u200b i\u00a0Polen\x00", "lön i Polen"),
        ("24/7?", "24/7?"),
        ("lön 👩\u200d💻", "lön 👩\u200d💻"),
        ("hej\ud83d", "hej"),
        ("lön\u2028i\u2029Polen", "lön i Polen"),
    ],
)
def test_words_are_kept_as_the_candidate_wrote_them(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_a_very_long_message_is_cut() -> None:
    assert clean("lön " * 25_000) == ("lön " * 25_000)[:MAX_CHARACTERS].strip()
    assert clean("a" * 100_000) == "a" * MAX_CHARACTERS
