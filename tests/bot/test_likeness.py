"""Questions that ask for the same are one group, in whichever language they were asked."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.likeness import groups
from bot.unanswered import UnansweredQuestion
from bot.vectors import load_encoder

START = datetime(2026, 11, 1, tzinfo=UTC)
ASKED = [
    ("hur funkar skatten på malta", "sv", "tax"),
    ("får man ta med hunden", "sv", "private"),
    ("hvad er skatten på malta", "da", "tax"),
    ("måste jag betala skatt i malta", "sv", "tax"),
    ("kan jag ta med min hund till kontoret", "sv", "private"),
    ("behöver jag visum", "sv", "residence"),
]
QUESTIONS = [
    UnansweredQuestion(text, language, "", subject, START + timedelta(days=day))
    for day, (text, language, subject) in enumerate(ASKED)
]


def texts(found: list) -> list[set[str]]:
    return [{question.question for question in group.questions} for group in found]


def test_the_most_asked_comes_first() -> None:
    found = groups(QUESTIONS)
    assert texts(found) == [
        {ASKED[0][0], ASKED[2][0], ASKED[3][0]},
        {ASKED[1][0], ASKED[4][0]},
        {ASKED[5][0]},
    ]
    assert found[0].typical.subject == "tax"


def test_without_an_encoder_the_spelling_decides() -> None:
    repeated = [UnansweredQuestion("hur funkar skatten på malta?", "sv", "", "tax", START), *QUESTIONS]
    found = groups(repeated, load=lambda: None)
    assert {"hur funkar skatten på malta?", "hur funkar skatten på malta"} <= texts(found)[0]


@pytest.mark.parametrize("load", [load_encoder, lambda: None])
@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_question_need_no_likeness(count: int, load: object) -> None:
    assert len(groups(QUESTIONS[:count], load=load)) == count
