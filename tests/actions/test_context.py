"""A follow-up is read with the question before it, and a new question by itself."""

import pytest

from actions.context import in_context, is_beyond
from actions.turn import Question, Turn
from bot.articles import Library


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.read()


def question(text: str, intent: str, ranking: dict[str, float], answerable: float, beyond: float = 0.0) -> Question:
    return Question(text, intent, ranking, answerable, beyond)


def best(turn: Turn, library: Library) -> str:
    return next(iter(in_context(turn, library)[0]))


SKINCITY = question("hva er skincity", "employers", {"skincity": 0.99, "lyko": 0.01}, 1.0)


def test_a_follow_up_keeps_the_employer_that_was_spoken_of(library: Library) -> None:
    asked = question("og hva spør kundene om da", "follow_up", {"lyko-questions": 0.5, "skincity-customers": 0.3}, 0.1)
    turn = Turn("nb", asked, previous=SKINCITY, previous_section="skincity")
    assert best(turn, library) == "skincity-customers"


def test_a_long_question_stands_by_itself(library: Library) -> None:
    ranking = {"lyko-questions": 0.5, "skincity-customers": 0.3}
    asked = question("hva er det kundene i nettbutikker oftest spør om når de ringer", "tasks", ranking, 0.97)
    turn = Turn("nb", asked, previous=SKINCITY, previous_section="skincity")
    assert in_context(turn, library) == (ranking, 0.97)


def test_a_question_that_leaves_no_doubt_stands_by_itself_however_short(library: Library) -> None:
    asked = question("lønn i usa", "pay", {"pay-usa": 1.0}, 0.999)
    turn = Turn("nb", asked, previous=SKINCITY, previous_section="skincity")
    assert in_context(turn, library)[0] == {"pay-usa": 1.0}


@pytest.mark.parametrize(
    ("answerable", "beyond", "expected"),
    [(0.0001, 0.02, True), (0.0, 0.00001, False), (0.05, 0.05, False), (0.001, 0.0, False)],
)
def test_a_follow_up_on_what_no_section_answers_is_seen(answerable: float, beyond: float, *, expected: bool) -> None:
    assert is_beyond(question("og skatten da", "follow_up", {}, answerable, beyond)) is expected


def test_such_a_follow_up_is_not_answered_from_the_question_before(library: Library) -> None:
    asked = question("og skatten da", "follow_up", {"pay-sweden": 0.4}, 0.0, 0.02)
    assert in_context(Turn("nb", asked, previous=SKINCITY, previous_section="skincity"), library)[1] == 0.0
