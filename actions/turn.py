"""What the answer action knows of the message it answers, read out of Rasa's tracker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from bot.languages import Language, conversation_language

# Section id to probability, 0 to 1, likeliest first, given that some section answers.
Ranking = Mapping[str, float]

_UNANSWERABLE = "out_of_scope"  # the intent of questions that no section answers
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
    unanswerable: float = 0.0  # probability that it is a question that no section answers, 0 to 1
    mentions: tuple[Mention, ...] = ()
    subject: str | None = None  # the likeliest subject, should no section answer
    pieces: tuple[Question, ...] = ()  # its sentences and clauses, where it has several


@dataclass(frozen=True)
class Turn:
    """The message to answer, and what it follows."""

    language: Language
    question: Question
    site: str = ""  # the careers page it was written on
    asked_section: str | None = None  # by a button
    asked_topic: str | None = None  # by a button
    previous: Question | None = None  # the question that this one follows
    previous_section: str | None = None  # the section that answered it, or was likeliest to
    last_section: str | None = None  # the section in the reply just before this message
    unhelpful: int = 0  # replies in a row, just before this message, that answered nothing
    refused: str | None = None  # the subject of the question just before this message, where no section could answer it


def read_turn(state: Mapping[str, Any]) -> Turn:
    """The turn out of a tracker's state, as the SDK hands it over (`Tracker.current_state()`)."""
    events = state.get("events") or []
    slots = state.get("slots") or {}
    message = state.get("latest_message") or {}
    previous, previous_section = _before(events)
    replies = list(_replies(events))
    return Turn(
        language=conversation_language(slots, events),
        question=_question(message),
        site=_site(events),
        asked_section=_entity(message, "section"),
        asked_topic=_entity(message, "topic"),
        previous=previous,
        previous_section=previous_section,
        last_section=replies[0].get("section") if replies else None,
        unhelpful=sum(1 for _ in takewhile(_answers_nothing, replies)),
        refused=_refused(events, replies),
    )


def _question(message: Mapping[str, Any]) -> Question:
    text = message.get("text") or ""
    entities = message.get("entities") or []
    pieces = message.get("pieces") or []
    return replace(
        _understood(message, text, entities, (0, len(text))),
        pieces=tuple(_understood(piece, text, entities, piece["span"]) for piece in pieces),
    )


def _understood(
    found: Mapping[str, Any], text: str, entities: Iterable[Mapping[str, Any]], span: Sequence[int]
) -> Question:
    """What the pipeline found in the span (start, end) of a message."""
    start, end = span
    intents = found.get("intent_ranking") or []
    return Question(
        text=text[start:end],
        intent=(found.get("intent") or {}).get("name") or "",
        ranking={row["section"]: row["confidence"] for row in found.get("section_ranking") or []},
        answerable=found.get("answerable") or 0.0,
        unanswerable=next((r["confidence"] for r in intents if r["name"] == _UNANSWERABLE), 0.0),
        subject=found.get("subject"),
        mentions=tuple(
            Mention(entity["entity"], entity["value"], text[entity["start"] : entity["end"]])
            for entity in entities
            if entity.get("start") is not None and start <= entity["start"] < end
        ),
    )


def _replies(events: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The `custom` objects of the assistant's replies, latest first."""
    customs = (_custom(event) for event in reversed(events) if event.get("event") == "bot")
    return filter(None, customs)


def _custom(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    return (reply.get("data") or {}).get("custom") or {}


def _answers_nothing(custom: Mapping[str, Any]) -> bool:
    return custom.get("status") in ("clarify", "unanswered")


def _refused(events: Sequence[Mapping[str, Any]], replies: Sequence[Mapping[str, Any]]) -> str | None:
    if not replies or replies[0].get("status") != "unanswered":
        return None
    messages = [event for event in events if event.get("event") == "user"]
    before = _question(messages[-2].get("parse_data") or {}) if len(messages) > 1 else None
    return before.subject if before and before.intent == _UNANSWERABLE else None


def _site(events: Sequence[Mapping[str, Any]]) -> str:
    """What the channel said of the latest message."""
    for event in reversed(events):
        if event.get("event") == "user":
            return (event.get("metadata") or {}).get("site") or ""
    return ""


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
            section = section or _custom(event).get("section")
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
