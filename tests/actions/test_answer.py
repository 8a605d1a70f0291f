"""What the answer action utters."""

import asyncio
import logging

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer


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
