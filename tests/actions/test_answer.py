"""What the answer action utters."""

import asyncio
import logging

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from bot.settings import read_settings
from bot.unanswered import recorded


def utter(
    section: str, text: str = "en fråga", answerable: float = 1.0, events: list | None = None, **more: object
) -> dict:
    message = {
        "text": text,
        "intent": {"name": "pay"},
        "entities": [],
        "section_ranking": [{"section": section, "confidence": 1.0}],
        "answerable": answerable,
        **more,
    }
    tracker = Tracker("someone", {"language": "sv"}, message, events or [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    asyncio.run(ActionAnswer().run(dispatcher, tracker, {}))
    assert len(dispatcher.messages) == 1
    return dispatcher.messages[0]


def test_a_section_that_rests_on_several_articles_names_them_all() -> None:
    message = utter("choose-shifts")
    assert "kundkretsmedia.se" in message["text"].splitlines()[-1]
    assert "Workwide" in message["text"].splitlines()[-1]
    assert [source["publisher"] for source in message["custom"]["sources"]] == ["kundkretsmedia.se", "Workwide"]


def test_no_blank_line_stands_in_a_reply_since_channels_split_there() -> None:
    assert "\n\n" not in utter("pay-abroad")["text"]
    assert "\n\n" not in utter("pay-abroad", answerable=0.0)["text"]


def test_a_source_without_address_is_named_all_the_same() -> None:
    assert utter("belgrade")["custom"]["sources"][0]["url"] == ""


def test_what_is_not_known_names_somebody_who_knows() -> None:
    message = utter("pay-abroad", answerable=0.0)
    assert message["custom"]["status"] == "unanswered"
    assert message["custom"]["section"] is None
    assert "arbetsformedlingen.se" in message["text"]


def test_no_exception_leaves_the_action_nor_any_text_its_log(caplog: pytest.LogCaptureFixture) -> None:
    dispatcher = CollectingDispatcher()
    broken = Tracker("someone", {}, {"text": "hemlig", "section_ranking": 7}, [], False, None, {}, None)
    with caplog.at_level(logging.WARNING):
        assert asyncio.run(ActionAnswer().run(dispatcher, broken, {})) == []
    assert dispatcher.messages == []
    assert "hemlig" not in caplog.text
    assert "could not be answered" in caplog.text


def test_what_is_not_answered_is_recorded_without_addresses() -> None:
    utter(
        "pay-abroad", "får man ha hund? svara anna@example.se", 0.01, intent={"name": "out_of_scope"}, subject="private"
    )
    question = recorded(read_settings().database_url)[-1]
    assert question.question == "får man ha hund? svara ***"
    assert (question.language, question.site, question.subject) == ("sv", "", "private")


def test_what_is_answered_is_not_recorded() -> None:
    before = len(recorded(read_settings().database_url))
    utter("pay-abroad")
    assert len(recorded(read_settings().database_url)) == before


def test_a_reply_does_not_wait_for_a_record_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/jobbsvar.sqlite")
    assert utter("pay-abroad", answerable=0.01)["custom"]["status"] == "unanswered"


def test_after_three_replies_that_did_not_help_a_person_is_offered() -> None:
    useless = {"event": "bot", "data": {"custom": {"section": None, "status": "unanswered"}}}
    message = utter("pay-abroad", answerable=0.01, events=[useless, useless])
    assert "människa" in message["text"].splitlines()[-1]
    assert message["buttons"][-1] == {"title": "Så når du en människa", "payload": "/talk_to_a_person"}
    assert "människa" not in utter("pay-abroad", answerable=0.01, events=[useless])["text"]


def test_two_answers_stand_one_below_the_other_with_all_sources() -> None:
    ranking = [{"section": "pay-abroad", "confidence": 0.6}, {"section": "office", "confidence": 0.4}]
    pieces = [
        {"span": span, "intent": {"name": "pay"}, "answerable": 1.0, "section_ranking": [{**row, "confidence": 1.0}]}
        for span, row in zip(([0, 3], [8, 14]), ranking, strict=True)
    ]
    message = utter("pay-abroad", "lön och lokal?", section_ranking=ranking, pieces=pieces)
    assert message["text"].count("Källa:") == 2
    assert [source["publisher"] for source in message["custom"]["sources"]] == ["Workwide", "kundkretsmedia.se"]
    assert message["custom"]["section"] == "pay-abroad"
