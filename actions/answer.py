"""The action that answers a question from the articles."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.decision import Answered, Clarify, Decision, decide
from actions.turn import read_turn
from bot.articles import Library, Section
from bot.languages import Language
from bot.payloads import ask_section
from bot.reply import reply
from bot.signposts import FAR, signpost
from bot.wording import introduced, say

logger = logging.getLogger(__name__)


class ActionAnswer(Action):
    """Decides what to reply to a question, and words it."""

    def __init__(self) -> None:
        self._library = Library.read()

    def name(self) -> str:
        """As `domain.yml` has it."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters one reply. An exception never leaves, since the SDK's server would echo the conversation with it."""
        try:
            turn = read_turn(tracker.current_state())
            decision = decide(turn, self._library)
            dispatcher.utter_message(
                text=introduced(_text(decision, turn.language, self._library), turn.language, reversed(tracker.events)),
                buttons=_buttons(decision),
                json_message=_custom(decision, turn.language, self._library),
            )
        except Exception as error:
            logger.error("A question could not be answered: %s", type(error).__name__)
            logger.debug("The reason", exc_info=True)
        return []


def _text(decision: Decision, language: Language, library: Library) -> str:
    if isinstance(decision, Answered):
        source = "; ".join(f"{source.title}, {source.publisher}" for source in library.sources(decision.section))
        if decision.in_general:
            place = _as_name(decision.in_general)
            return say("answer_in_general", language, place=place, answer=decision.section.text, source=source)
        return say("answer", language, answer=decision.section.text, source=source)
    if isinstance(decision, Clarify):
        return say(decision.wording, language)
    wording = "far" if decision.subject == FAR else "unanswered_but_near" if decision.nearest else "unanswered"
    return say(wording, language, signpost=signpost(decision.subject, language))


def _buttons(decision: Decision) -> list[dict[str, str]]:
    if isinstance(decision, Answered):
        return _ask(decision.neighbours)
    return _ask(decision.choices if isinstance(decision, Clarify) else decision.nearest)


def _ask(sections: Iterable[Section]) -> list[dict[str, str]]:
    return [{"title": section.heading, "payload": ask_section(section.id)} for section in sections]


def _custom(decision: Decision, language: Language, library: Library) -> dict[str, Any]:
    if isinstance(decision, Answered):
        return reply(
            "answered",
            language,
            section=decision.section.id,
            confidence=decision.confidence,
            sources=[source.as_reply() for source in library.sources(decision.section)],
        )
    status = "clarify" if isinstance(decision, Clarify) else "unanswered"
    return reply(status, language, confidence=decision.confidence)


def _as_name(written: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in written.split())
