"""Sure, torn or unsure."""

import pytest

from actions.decision import Answered, Clarify, Several, Unanswered, decide
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
    assert 0.8 < decision.confidence < 1
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


@pytest.mark.parametrize(("place", "expected"), [("sweden", "pay-sweden"), ("norway", None)])
def test_a_follow_up_on_a_place_gets_what_is_said_of_that_place(library: Library, place: str, expected: str) -> None:
    before = question({"pay-abroad": 0.998, "pay-sweden": 0.0001})
    ranking = {"gap-year": 0.5, "pay-sweden": 0.4, "pay-abroad": 0.1}
    asked = question(
        ranking, 0.0, text=f"och i {place}", intent="follow_up", mentions=(Mention("country", place, place),)
    )
    decision = decide(Turn("sv", asked, previous=before, previous_section="pay-abroad"), library)
    assert getattr(getattr(decision, "section", None), "id", None) == expected


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


def two_questions(second: Question, **whole: object) -> Question:
    first = question({"pay-abroad": 0.95}, 0.95, text="vad tjänar man")
    return question({"pay-abroad": 0.6, "english": 0.3}, pieces=(first, second), **whole)


def test_two_questions_of_one_message_are_both_answered(library: Library) -> None:
    second = question({"english": 0.9}, text="måste man kunna engelska")
    decision = decide(Turn("sv", two_questions(second)), library)
    assert isinstance(decision, Several)
    assert [answer.section.id for answer in decision.answers] == ["pay-abroad", "english"]
    assert decision.unanswered is None


@pytest.mark.parametrize(
    "second",
    [
        question({"krakow": 0.95}),  # of which the message as a whole does not speak
        question({"english": 0.4, "krakow": 0.4}),  # torn
        question({"english": 0.9}, 0.3),  # perhaps not answerable
        question({"pay-abroad": 0.9}),  # the same
    ],
)
def test_a_clause_that_is_no_question_of_its_own_changes_nothing(library: Library, second: Question) -> None:
    decision = decide(Turn("sv", two_questions(second)), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "pay-abroad"


def test_one_question_is_answered_and_the_other_gets_its_signpost(library: Library) -> None:
    second = question({"pay-abroad": 0.9}, 0.02, text="hur funkar skatten", intent="out_of_scope", subject="tax")
    decision = decide(Turn("sv", two_questions(second)), library)
    assert isinstance(decision, Several)
    assert [answer.section.id for answer in decision.answers] == ["pay-abroad"]
    assert decision.unanswered is not None
    assert decision.unanswered.subject == "tax"


def test_shorter_is_the_heart_of_the_last_answer(library: Library) -> None:
    asked = question({}, 0.0, text="kortare tack", intent="shorten")
    decision = decide(Turn("sv", asked, last_section="pay-abroad"), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "pay-abroad"
    assert decision.excerpt
    assert decision.section.text.startswith(decision.excerpt)
    assert isinstance(decide(Turn("sv", asked), library), Clarify)


def asked_again(text: str, before: str = "vad tjänar man utomlands") -> Turn:
    asked = question({"pay-abroad": 0.8, "pay-factors": 0.2}, text=text)
    previous = question({"pay-abroad": 1.0}, text=before)
    return Turn("sv", asked, previous=previous, previous_section="pay-abroad", last_section="pay-abroad")


def test_who_asks_in_the_same_words_gets_it_again_with_what_else_may_be_meant(library: Library) -> None:
    decision = decide(asked_again("Vad tjänar man utomlands"), library)
    assert isinstance(decision, Answered)
    assert (decision.manner, decision.excerpt) == ("answer_again", None)
    assert decision.neighbours[0].id == "pay-factors"


def test_who_asks_for_a_detail_gets_the_sentence_that_tells_it(library: Library) -> None:
    decision = decide(asked_again("hur mycket är det"), library)
    assert isinstance(decision, Answered)
    assert decision.excerpt is not None
    assert "12 000" in decision.excerpt
    assert len(decision.excerpt) < len(decision.section.text)


def test_a_detail_that_the_answer_does_not_tell_is_not_known(library: Library) -> None:
    decision = decide(asked_again("var ligger det"), library)
    assert isinstance(decision, Unanswered)
    assert decision.is_detail


def test_why_is_answered_where_the_answer_says_it(library: Library) -> None:
    asked = question({}, 0.0, text="varför det", intent="tell_me_more")
    told = decide(Turn("sv", asked, previous=question({}), previous_section="round-the-clock"), library)
    assert isinstance(told, Answered)
    assert told.excerpt
    more = question({}, 0.0, text="berätta mer", intent="tell_me_more")
    not_told = decide(Turn("sv", more, previous=question({}), previous_section="round-the-clock"), library)
    assert isinstance(not_told, Clarify)
    assert not_told.wording == "no_more"


def test_a_follow_up_on_what_was_not_known_is_not_known_either(library: Library) -> None:
    asked = question({"pros-and-cons": 0.3}, 0.01, text="og hos TDC?", intent="follow_up")
    decision = decide(Turn("da", asked, refused="employer"), library)
    assert isinstance(decision, Unanswered)
    assert decision.subject == "employer"


def corrected(own: dict[str, float], intent: str) -> Turn:
    before = question({"pay-abroad": 0.4, "pay-sweden": 0.21, "commission": 0.2, "pay-usa": 0.19})
    asked = question(own, 0.0, text="nej det var inte det", intent=intent)
    return Turn("sv", asked, previous=before, previous_section="pay-abroad", last_section="pay-abroad")


def test_a_correction_that_says_what_was_meant_is_answered(library: Library) -> None:
    decision = decide(corrected({"pay-sweden": 0.6, "pay-abroad": 0.4}, "correct"), library)
    assert isinstance(decision, Answered)
    assert decision.section.id == "pay-sweden"


def test_a_correction_that_is_not_clear_is_asked_back_without_what_was_wrong(library: Library) -> None:
    decision = decide(
        corrected({"pay-abroad": 0.9, "pay-sweden": 0.03, "commission": 0.03, "pay-usa": 0.03}, "correct"), library
    )
    assert isinstance(decision, Clarify)
    assert decision.wording == "misunderstood"
    assert "pay-abroad" not in [section.id for section in decision.choices]


def test_who_only_says_that_it_was_wrong_hears_what_else_was_likely(library: Library) -> None:
    decision = decide(corrected({"clear-writing": 0.95}, "reject"), library)
    assert isinstance(decision, Clarify)
    assert decision.wording == "misunderstood"
    assert [section.id for section in decision.choices][:2] == ["pay-sweden", "commission"]
    assert "pay-abroad" not in [section.id for section in decision.choices]


@pytest.mark.parametrize("intent", ["correct", "reject"])
def test_a_correction_of_nothing_asks_for_the_whole_question(library: Library, intent: str) -> None:
    decision = decide(Turn("sv", question({}, 0.0, text="fel", intent=intent)), library)
    assert isinstance(decision, Clarify)
    assert decision.wording == "no_more_at_all"


def test_confidence_rises_with_the_ranking_and_never_says_never(library: Library) -> None:
    def confidence(probability: float) -> float:
        decision = decide(Turn("sv", question({"pay-abroad": probability, "krakow": (1 - probability) / 5})), library)
        assert isinstance(decision, Answered)
        return decision.confidence

    found = [confidence(probability) for probability in (0.35, 0.6, 0.9, 0.99, 1.0)]
    assert found == sorted(found)
    assert found[0] > 0.5
    assert found[-1] < 1


def test_a_correction_to_a_place_without_figures_is_not_guessed_at(library: Library) -> None:
    before = question({"pay-abroad": 0.9, "pay-sweden": 0.1})
    norway = (Mention("country", "norway", "norge"),)
    asked = question({"language-abroad": 0.7}, 0.0, text="jeg mente i norge", intent="correct", mentions=norway)
    turn = Turn("nb", asked, previous=before, previous_section="pay-abroad", last_section="pay-abroad")
    decision = decide(turn, library)
    assert isinstance(decision, Unanswered)
    assert decision.subject == "pay"
