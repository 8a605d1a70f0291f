"""The action that answers a question from the articles."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.decision import Answered, Clarify, Decision, Several, Unanswered, decide
from actions.turn import Turn, read_turn
from bot.articles import Library, Section
from bot.languages import Language
from bot.payloads import TALK_TO_A_PERSON, ask_section
from bot.reply import reply
from bot.settings import read_settings
from bot.signposts import FAR, signpost
from bot.unanswered import UnansweredQuestion, record
from bot.wording import introduced, say

logger = logging.getLogger(__name__)

_PATIENCE = 3  # replies in a row that answer nothing, of which the last offers a person


class ActionAnswer(Action):
    """Decides what to reply to a question, and words it."""

    def __init__(self) -> None:
        self._library = Library.read()
        self._database_url = read_settings().database_url

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
            text, buttons = worded(decision, turn, self._library)
            dispatcher.utter_message(
                text=introduced(text, turn.language, reversed(tracker.events)),
                buttons=buttons,
                json_message=_custom(decision, turn.language, self._library),
            )
        except Exception as error:
            logger.error("A question could not be answered: %s", type(error).__name__)
            logger.debug("The reason", exc_info=True)
            return []
        await _keep(unanswered_question(decision, turn), self._database_url)
        return []


async def _keep(question: UnansweredQuestion | None, database_url: str) -> None:
    if question is None:
        return
    try:
        await asyncio.to_thread(record, question, database_url)
    except Exception as error:  # the candidate has the reply
        logger.error("A question without an answer could not be recorded: %s", type(error).__name__)
        logger.debug("The reason", exc_info=True)


def worded(decision: Decision, turn: Turn, library: Library) -> tuple[str, list[dict[str, str]]]:
    """The text of a reply and its buttons."""
    text, buttons = _text(decision, turn.language, library), _buttons(decision)
    if isinstance(decision, Clarify | Unanswered) and turn.unhelpful >= _PATIENCE - 1:
        text = f"{text}\n{say('rather_a_person', turn.language)}"
        buttons.append({"title": say("a_person", turn.language), "payload": TALK_TO_A_PERSON})
    return text, buttons


def unanswered_question(decision: Decision, turn: Turn) -> UnansweredQuestion | None:
    """What to record of a question that nothing answered."""
    missing = decision.unanswered if isinstance(decision, Several) else decision
    if not isinstance(missing, Unanswered):
        return None
    return UnansweredQuestion(turn.question.text, turn.language, turn.site, missing.subject or "")


def _text(decision: Decision, language: Language, library: Library) -> str:
    if isinstance(decision, Several):
        answers = [_text(answer, language, library) for answer in decision.answers]
        if decision.unanswered:
            answers.append(say("the_rest", language, signpost=signpost(decision.unanswered.subject, language)))
        return "\n".join(answers)
    if isinstance(decision, Answered):
        return _answer(decision, language, library)
    if isinstance(decision, Clarify):
        return say(decision.wording, language)
    return say(_no(decision), language, signpost=signpost(decision.subject, language))


def _no(decision: Unanswered) -> str:
    """The wording that says that it is not known."""
    if decision.is_detail:
        return "no_detail"
    if decision.subject == FAR:
        return "far"
    return "unanswered_but_near" if decision.nearest else "unanswered"


def _answer(decision: Answered, language: Language, library: Library) -> str:
    source = "; ".join(f"{source.title}, {source.publisher}" for source in library.sources(decision.section))
    answer = decision.excerpt or decision.section.text
    if decision.in_general:
        return say("answer_in_general", language, place=_as_name(decision.in_general), answer=answer, source=source)
    return say(decision.manner, language, answer=answer, source=source)


def _buttons(decision: Decision) -> list[dict[str, str]]:
    if isinstance(decision, Several):
        answered = [answer.section for answer in decision.answers]
        beside = [section for answer in decision.answers for section in answer.neighbours[:2]]
        return _ask(section for section in dict.fromkeys(beside) if section not in answered)
    if isinstance(decision, Answered):
        return _ask(decision.neighbours)
    return _ask(decision.choices if isinstance(decision, Clarify) else decision.nearest)


def _ask(sections: Iterable[Section]) -> list[dict[str, str]]:
    return [{"title": section.heading, "payload": ask_section(section.id)} for section in sections]


def _custom(decision: Decision, language: Language, library: Library) -> dict[str, Any]:
    if isinstance(decision, Answered | Several):
        answers = decision.answers if isinstance(decision, Several) else (decision,)
        sources = dict.fromkeys(source for answer in answers for source in library.sources(answer.section))
        return reply(
            "answered",
            language,
            section=answers[0].section.id,
            confidence=min(answer.confidence for answer in answers),
            sources=[source.as_reply() for source in sources],
        )
    status = "clarify" if isinstance(decision, Clarify) else "unanswered"
    return reply(status, language, confidence=decision.confidence)


def _as_name(written: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in written.split())
