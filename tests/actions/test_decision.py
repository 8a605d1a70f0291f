"""Sure, torn or unsure."""

import pytest

from actions.decision import Answered, Clarify, Unanswered, decide
from actions.turn import Mention, Question, Turn
from bot.articles import Library


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.read()


def question(ranking: dict[str, float], answerable: float = 1.0, **more: object) -> Question:
    return Question(
        **{"text": "en lång fråga som säger vad den handlar om själv", "intent": "pay"} | more,
        ranking=ranking,
        answerable=answerable,
    )


def test_a_section_that_leads_answers_and_brings_its_neighbours(library: Library) -> None:
    decision = decide(Turn("sv", question({"pay-abroad": 0.9, "pay-sweden": 0.1})), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "pay-abroad"
    assert decision.confidence == pytest.approx(0.9)
    assert 2 <= len(decision.neighbours) <= 3
    assert decision.section not in decision.neighbours


def test_sections_that_are_close_are_offered(library: Library) -> None:
    ranking = {"pay-abroad": 0.26, "pay-sweden": 0.25, "pay-usa": 0.25, "pay-factors": 0.24}
    decision = decide(Turn("sv", question(ranking)), library)
    assert isinstance(decision, Clarify)
    assert [section.id for section in decision.choices] == ["pay-abroad", "pay-sweden", "pay-usa"]


def test_a_question_that_no_section_answers_brings_only_what_is_near(library: Library) -> None:
    decision = decide(Turn("sv", question({"pay-abroad": 0.6, "pay-usa": 0.01}, answerable=0.1)), library)
    assert isinstance(decision, Unanswered)
    assert [section.id for section in decision.nearest] == ["pay-abroad"]


def test_a_place_that_the_section_leaves_out_is_owned_up_to(library: Library) -> None:
    asked = question({"cost-of-living-abroad": 1.0}, mentions=(Mention("country", "greece", "grekland"),))
    decision = decide(Turn("sv", asked), library)
    assert isinstance(decision, Answered)
    assert decision.in_general == "grekland"


def test_a_section_about_one_place_does_not_answer_for_another(library: Library) -> None:
    asked = question({"pay-sweden": 1.0}, mentions=(Mention("country", "norway", "norge"),))
    assert isinstance(decide(Turn("nb", asked), library), Unanswered)


def test_a_country_is_answered_by_what_is_said_of_its_city(library: Library) -> None:
    asked = question({"krakow": 1.0}, mentions=(Mention("country", "poland", "polen"),))
    decision = decide(Turn("nb", asked), library)
    assert isinstance(decision, Answered)
    assert decision.in_general is None


def test_an_employer_that_the_section_is_not_about_is_not_answered_for(library: Library) -> None:
    asked = question({"pay-sweden": 1.0}, mentions=(Mention("employer", "klarna", "klarna"),))
    assert isinstance(decide(Turn("sv", asked), library), Unanswered)
    asked = question({"skincity": 1.0}, mentions=(Mention("employer", "skincity", "skincity"),))
    assert isinstance(decide(Turn("sv", asked), library), Answered)


def test_a_follow_up_takes_its_topic_from_what_was_answered(library: Library) -> None:
    before = question({"pay-sweden": 0.95, "pay-abroad": 0.05})
    after = question(
        {"life-abroad": 0.6, "who-should-move": 0.3, "pay-abroad": 0.1},
        0.0,
        text="och utomlands då",
        intent="follow_up",
    )
    decision = decide(Turn("sv", after, previous=before, previous_section="pay-sweden"), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "pay-abroad"


def test_a_new_question_does_not_lean_on_the_one_before(library: Library) -> None:
    before = question({"pay-sweden": 1.0})
    decision = decide(Turn("sv", question({"krakow": 0.9}), previous=before, previous_section="pay-sweden"), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "krakow"


def test_a_short_question_out_of_scope_does_not_become_a_follow_up(library: Library) -> None:
    before = question({"pay-sweden": 1.0})
    asked = question({"pay-sweden": 0.5}, answerable=0.01, text="och skatten", intent="out_of_scope")
    assert isinstance(decide(Turn("sv", asked, previous=before, previous_section="pay-sweden"), library), Unanswered)


def test_a_button_gets_its_section_or_the_sections_of_its_topic(library: Library) -> None:
    nothing = question({}, 0.0)
    pressed = decide(Turn("da", nothing, asked_section="krakow"), library)
    assert isinstance(pressed, Answered)
    assert pressed.section.id == "krakow"
    topic = decide(Turn("da", nothing, asked_topic="pay"), library)
    assert isinstance(topic, Clarify)
    assert {section.topic for section in topic.choices} == {"pay"}


def test_a_button_for_a_section_that_is_gone_is_not_answered(library: Library) -> None:
    assert isinstance(decide(Turn("sv", question({}, 0.0), asked_section="gone"), library), Unanswered)
