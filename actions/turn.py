"""What the answer action knows of the message it answers, read out of Rasa's tracker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.languages import Language, conversation_language

# Section id to probability, 0 to 1, likeliest first, given that some section answers.
Ranking = Mapping[str, float]

_ASKED_THE_ARTICLES = 0.3  # probability that any section answers, from which a message is one to follow up
_SAID_BY_ITSELF = 0.2  # probability of the section that answered, from which the question itself pointed to it


@dataclass(frozen=True)
class Mention:
    """A name in the message: its kind and canonical name in the gazetteer, and how the candidate wrote it."""

    kind: str
    name: str
    written: str


@dataclass(frozen=True)
class Question:
    """One message of the candidate, as the pipeline understood it."""

    text: str
    intent: str
    ranking: Ranking
    answerable: float  # probability that any section answers, 0 to 1
    mentions: tuple[Mention, ...] = ()
    subject: str | None = None  # the likeliest subject, should no section answer


@dataclass(frozen=True)
class Turn:
    """The message to answer, and what it follows."""

    language: Language
    question: Question
    asked_section: str | None = None  # by a button
    asked_topic: str | None = None  # by a button
    previous: Question | None = None  # the question that this one follows
    previous_section: str | None = None  # the section that answered it, or was likeliest to


def read_turn(state: Mapping[str, Any]) -> Turn:
    """The turn out of a tracker's state, as the SDK hands it over (`Tracker.current_state()`)."""
    events = state.get("events") or []
    slots = state.get("slots") or {}
    message = state.get("latest_message") or {}
    previous, previous_section = _before(events)
    return Turn(
        language=conversation_language(slots, events),
        question=_question(message),
        asked_section=_entity(message, "section"),
        asked_topic=_entity(message, "topic"),
        previous=previous,
        previous_section=previous_section,
    )


def _question(message: Mapping[str, Any]) -> Question:
    text = message.get("text") or ""
    return Question(
        text=text,
        intent=(message.get("intent") or {}).get("name") or "",
        ranking={row["section"]: row["confidence"] for row in message.get("section_ranking") or []},
        answerable=message.get("answerable") or 0.0,
        subject=message.get("subject"),
        mentions=tuple(
            Mention(entity["entity"], entity["value"], text[entity["start"] : entity["end"]])
            for entity in message.get("entities") or []
            if entity.get("start") is not None
        ),
    )


def _entity(message: Mapping[str, Any], name: str) -> str | None:
    return next((entity["value"] for entity in message.get("entities") or [] if entity["entity"] == name), None)


def _before(events: list[Mapping[str, Any]]) -> tuple[Question | None, str | None]:
    """The question that the latest message follows, and the section that answered it or was likeliest to.

    Small talk between them is passed over, and so is what no section could have answered.
    """
    section = None
    latest_seen = False
    for event in reversed(events):
        if event.get("event") == "bot":
            section = section or ((event.get("data") or {}).get("custom") or {}).get("section")
        elif event.get("event") == "user":
            question = _question(event.get("parse_data") or {})
            if latest_seen and section:
                return _as_answered(question, section), section
            if latest_seen and question.ranking and question.answerable >= _ASKED_THE_ARTICLES:
                return question, max(question.ranking, key=question.ranking.__getitem__)
            latest_seen = True
    return None, None


def _as_answered(question: Question, section: str) -> Question:
    """The question with the answer taken into account: a follow-up or a button says little by itself."""
    if question.ranking.get(section, 0.0) >= _SAID_BY_ITSELF:
        return question
    return replace(question, ranking={section: 1.0})
