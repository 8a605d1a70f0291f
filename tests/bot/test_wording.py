"""What the assistant says around the articles is there in all three languages and says the same."""

from pathlib import Path
from string import Formatter

import pytest
import yaml

from bot import wording
from bot.languages import LANGUAGES
from bot.wording import introduced, say

WORDINGS = yaml.safe_load(Path(wording.__file__).with_name("wording.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WORDINGS)
def test_a_wording_stands_in_every_language(name: str) -> None:
    assert set(WORDINGS[name]) == set(LANGUAGES)
    assert all(WORDINGS[name][language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("name", WORDINGS)
def test_a_wording_takes_the_same_values_in_every_language(name: str) -> None:
    taken = {
        language: sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)
        for language, text in WORDINGS[name].items()
    }
    assert taken["sv"] == taken["nb"] == taken["da"]


def test_values_are_filled_in_and_braces_in_them_are_left_alone() -> None:
    assert say("answer", "nb", answer="Lønnen {er} ulik.", source="Workwide") == "Lønnen {er} ulik.\nKilde: Workwide"


def test_a_value_or_wording_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="source"):
        say("answer", "sv", answer="Lönen är olika.")
    with pytest.raises(KeyError, match="farewell"):
        say("farewell", "sv")


USER, BOT, START = {"event": "user"}, {"event": "bot"}, {"event": "session_started"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("newest_first", [[], [USER, START], [USER, USER, START], [USER, START, BOT, USER, START]])
def test_the_first_reply_of_a_session_says_who_is_speaking(language: str, newest_first: list[dict[str, str]]) -> None:
    text = introduced("Svar.", language, newest_first)
    assert text.endswith("\nSvar.")
    assert "Jobbsvar" in text
    assert "automatisk" in text


@pytest.mark.parametrize("newest_first", [[USER, BOT, USER, START], [BOT, USER, START], [USER, BOT, USER, START, BOT]])
def test_later_replies_of_a_session_do_not(newest_first: list[dict[str, str]]) -> None:
    assert introduced("Svar.", "sv", newest_first) == "Svar."
