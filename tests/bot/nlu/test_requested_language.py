"""Which language a wish for another language means."""

import pytest

from bot.nlu.requested_language import wanted_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kan du svara på norska", "nb"),
        ("på svenska tack", "sv"),
        ("snakk dansk", "da"),
        ("in swedish please", "sv"),
        ("kan eg få det på nynorsk", "nb"),
        ("svensk tack, inte norsk", "sv"),
        ("ikke dansk, norsk", "nb"),
        ("jag fattar inte norska, kör svenska", "sv"),
        ("norsk i stedet for svensk", "nb"),
        ("byt språk", None),
        ("hvorfor svarer du på dansk", None),
        ("varför norska", None),
    ],
)
def test_the_language_that_is_wanted(text: str, language: str | None) -> None:
    assert wanted_language(text) == language
