"""Unanswered questions as a list and as comma-separated values."""

import csv
import io
from datetime import UTC, datetime

from bot.likeness import Group
from bot.unanswered import UnansweredQuestion
from bot.unanswered_report import as_csv, summary

WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
GROUP = Group(
    tuple(
        UnansweredQuestion(text, language, site, "tax", WHEN)
        for text, language, site in [
            ("skatt på malta", "sv", "acme"),
            ("skat på malta", "da", ""),
            ('=HYPERLINK("x"), skatt', "sv", ""),
            ("vad blir skatten", "sv", ""),
        ]
    )
)


def test_the_list_tells_how_often_and_how_it_was_put() -> None:
    text = summary([GROUP])
    assert "4 unanswered questions, 1 groups" in text
    assert "asked 4 times; sv 3, da 1; tax; acme; last 2026-11-01" in text
    assert "skatt på malta" in text
    assert "1 more ways" in text


def test_an_empty_list_says_so() -> None:
    assert summary([]) == "No unanswered question is recorded.\n"


def test_every_question_is_a_row_and_none_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv([GROUP]))))
    assert [row["question"] for row in rows][:2] == ["skatt på malta", "skat på malta"]
    assert rows[2]["question"].startswith("'=")
    assert {row["asked"] for row in rows} == {"4"}
    assert rows[0]["asked_at"] == "2026-11-01T12:00:00+00:00"
