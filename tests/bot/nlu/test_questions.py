"""A message is cut into its sentences and clauses, which travel behind it."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.questions import PIECE_SPAN, QuestionSplitter, pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vad tjänar man?", ["vad tjänar man"]),
        ("vad tjänar man och när börjar man?", ["vad tjänar man", "när börjar man"]),
        ("Hva er lønna? Må jeg kunne engelsk?", ["Hva er lønna", "Må jeg kunne engelsk"]),
        ("løn, arbejdstider og krav", ["løn", "arbejdstider", "krav"]),
        ("hej! ... vad gör man", ["hej", "vad gör man"]),
        ("17.000 kr eller 0,10 dollar", ["17.000 kr eller 0,10 dollar"]),
        ("ordet och", ["ordet och"]),
        ("må man ha bachelor må man kunne engelsk", ["må man ha bachelor", "må man kunne engelsk"]),
        ("va betyder provision jobbar man kvällar", ["va betyder provision", "jobbar man kvällar"]),
        ("hvem er elin hvordan endte hun der", ["hvem er elin", "hvordan endte hun der"]),
        ("", []),
        ("?? !!", []),
    ],
)
def test_a_message_is_cut_where_a_clause_ends(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in pieces(text)] == expected


def splitter(most_pieces: int = 4) -> QuestionSplitter:
    return QuestionSplitter({"most_pieces": most_pieces})


def test_the_pieces_follow_their_message() -> None:
    messages = splitter().process([Message(data={TEXT: "lön och krav"}), Message(data={TEXT: "hej"})])
    assert [message.get(TEXT) for message in messages] == ["lön och krav", "lön", "krav", "hej"]
    assert [message.get(PIECE_SPAN) for message in messages] == [None, (0, 3), (8, 12), None]


def test_a_story_stays_whole() -> None:
    assert len(splitter(3).process([Message(data={TEXT: "lön, krav, tider, resor"})])) == 1
