"""Cases: questions with what a right reply must hold, and whether a reply does."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.client import Reply
from bot.languages import answered_in
from bot.topics import TOPICS

KINDS = ("answer", "oos", "smalltalk")
_LANGUAGES = ("sv", "nb", "nn", "da")


class CaseError(ValueError):
    """A line of a case file is no case; the message names file and line."""


@dataclass(frozen=True)
class Case:
    """One question in its conversation."""

    id: str
    lang: str  # sv, nb, nn or da
    context: tuple[str, ...]  # the candidate's earlier messages, oldest first
    text: str
    kind: str  # answer, oos or smalltalk
    topic: str | None
    must: tuple[re.Pattern[str], ...]
    must_not: tuple[re.Pattern[str], ...]
    section: str | None

    def patterns_hold(self, text: str) -> bool:
        """Whether `text` holds every pattern of `must` and none of `must_not`."""
        return all(p.search(text) for p in self.must) and not any(p.search(text) for p in self.must_not)


@dataclass(frozen=True)
class Outcome:
    """What came back to a case."""

    case: Case
    reply: Reply

    @property
    def passed(self) -> bool:
        """Whether the reply is right: answered with every pattern, or, where nothing can answer, not answered."""
        answered = self.reply.custom.get("status") == "answered"
        if self.case.kind == "oos":
            return not answered
        return (answered or self.case.kind == "smalltalk") and self.case.patterns_hold(self.reply.text)

    @property
    def wrongly_answered(self) -> bool:
        """Whether it was answered with confidence, and wrongly."""
        return self.reply.custom.get("status") == "answered" and not self.passed

    @property
    def in_the_right_language(self) -> bool:
        """Whether the reply is in the candidate's language; Nynorsk is answered in Bokmål."""
        return self.reply.custom.get("language") == answered_in(self.case.lang)


def read_cases(paths: Sequence[Path]) -> list[Case]:
    """All cases of some files.

    Raises:
        CaseError: a line is no case, or an id stands twice.
    """
    cases: dict[str, Case] = {}
    for path in paths:
        for number, line in enumerate(_lines(path), start=1):
            if line.strip():
                case = _case(line, f"{path}:{number}")
                if case.id in cases:
                    raise CaseError(f"{path}:{number}: id {case.id!r} stands twice; give each case its own")
                cases[case.id] = case
    if not cases:
        raise CaseError(f"{', '.join(map(str, paths)) or 'No file'}: no cases in it")
    return list(cases.values())


def _messages(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(message, str) for message in value):
        raise ValueError(f"context is {value!r}, not a list of messages")
    return tuple(value)


def _string(name: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is {value!r}, not a text")
    return value


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _case(line: str, place: str) -> Case:
    try:
        row = json.loads(line)
        case = Case(
            id=_string("id", row["id"]),
            lang=row["lang"],
            context=_messages(row["context"]),
            text=_string("text", row["text"]),
            kind=row["kind"],
            topic=row["topic"],
            must=tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["must"]),
            must_not=tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["must_not"]),
            section=row["section"],
        )
    except (ValueError, TypeError) as error:
        raise CaseError(f"{place}: is not a JSON object of a case: {error}") from error
    except KeyError as error:
        raise CaseError(f"{place}: has no {error}") from error
    except re.error as error:
        raise CaseError(f"{place}: {error.pattern!r} is no regular expression: {error}") from error
    for name, value, known in (
        ("lang", case.lang, _LANGUAGES),
        ("kind", case.kind, KINDS),
        ("topic", case.topic, (*TOPICS, None)),
    ):
        if value not in known:
            raise CaseError(f"{place}: {name} is {value!r}; it is one of {', '.join(map(str, known))}")
    return case
