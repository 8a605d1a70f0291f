"""Each case has one style, the first that fits."""

import pytest

from bot.bench.styles import STYLES, style
from bot.cases import Case


def case(text: str, lang: str = "sv", *context: str) -> Case:
    return Case("x", lang, context, text, "answer", None, (), (), None)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (case("och utomlands då", "sv", "vad tjänar man"), "follow-up"),
        (case("lön utomlands?"), "1 to 3 words"),
        (case("vad tjänar man i kundtjänst"), "plain"),
        (case("vad tjännar mann i kundtjanst"), "misspelt or dialect"),
        (case("kva tener ein i utlandet", "nn"), "misspelt or dialect"),
        (case("hur är det " * 8), "over 20 words"),
    ],
)
def test_the_first_style_that_fits_counts(asked: Case, expected: str) -> None:
    assert style(asked) == expected
    assert expected in STYLES
