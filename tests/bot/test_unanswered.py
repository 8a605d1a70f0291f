"""What no section answered is kept without anything that leads back to the candidate."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.unanswered import UnansweredQuestion, masked, record, recorded

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skriv till anna.berg@example.co.uk tack", "skriv till *** tack"),
        ("ring 070-123 45 67", "ring ***"),
        ("tlf 12 34 56 78, haster", "tlf ***, haster"),
        ("+47 900 12 345 er nummeret", "*** er nummeret"),
        ("(08) 123 456 78?", "***?"),
        ("19990102-1234 är jag", "*** är jag"),
        ("lön 25 000-30 000 kr", "lön 25 000-30 000 kr"),
        ("17 000 eller 0,10 dollar för 40 timmar 2026", "17 000 eller 0,10 dollar för 40 timmar 2026"),
    ],
)
def test_addresses_and_numbers_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected
    assert UnansweredQuestion(text, "sv").question == expected


@given(st.from_regex(r"[1-9][0-9]{7,11}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_no_long_number_is_left_however_it_is_grouped(digits: str, between: str) -> None:
    written = between.join(digits[i : i + 2] for i in range(0, len(digits), 2))
    assert digits[:2] not in masked(f"mitt nummer är {written} alltså")


def test_what_is_recorded_comes_back_since_then(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/folder/unanswered.sqlite"
    assert recorded(database) == []
    early = UnansweredQuestion("hundar på jobbet", "sv", "acme", "private", NOON - timedelta(days=2))
    late = UnansweredQuestion("skat på malta", "da", "", "tax", NOON)
    for question in (early, late):
        record(question, database)
    assert recorded(database) == [early, late]
    assert recorded(database, NOON) == [late]
    assert recorded(database, NOON + timedelta(seconds=1)) == []


def test_the_file_holds_nothing_but_the_question(tmp_path: Path) -> None:
    database = tmp_path / "unanswered.sqlite"
    record(UnansweredQuestion("jag heter anna@example.se", "sv"), f"sqlite:///{database}")
    assert b"anna" not in database.read_bytes()
