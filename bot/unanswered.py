"""Questions that no section answered: what recruiters want to see.

Kept are the question, its language, the site, what it seems to be about and when it was asked; nothing that leads back
to a conversation. E-mail addresses and telephone numbers are masked before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text, create_engine, insert, select
from sqlalchemy.engine import Engine, make_url

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")
# Eight digits and more, with the spaces and signs that people put between them; also personal identity numbers.
_TELEPHONE = re.compile(r"(?<!\w)[+(]{0,2}\d(?:[\s().\-–/]{0,2}\d){7,}(?!\w)")
_AMOUNTS = re.compile(r"\d{1,3}[ .]?000(?:\s*[-–]\s*|\s+)\d{1,3}[ .]?000")

_metadata = MetaData()
_questions = Table(
    "unanswered_questions",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("asked_at", DateTime, nullable=False, index=True),  # UTC, without its mark
    Column("question", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("subject", Text, nullable=False),
)


@dataclass(frozen=True)
class UnansweredQuestion:
    """One question as it was asked, masked."""

    question: str
    language: str
    site: str = ""  # empty where no careers page is known
    subject: str = ""  # a subject of `data/signposts.yml`, empty where none is likely
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        object.__setattr__(self, "question", masked(self.question))


def masked(text: str) -> str:
    """`text` without e-mail addresses and telephone numbers.

    >>> masked("ring 070-123 45 67 eller anna@example.se, lön 25 000-30 000?")
    'ring *** eller ***, lön 25 000-30 000?'
    """
    return _TELEPHONE.sub(_masked_unless_amounts, _EMAIL.sub("***", text))


def _masked_unless_amounts(match: re.Match[str]) -> str:
    return match[0] if _AMOUNTS.fullmatch(match[0]) else "***"


def record(question: UnansweredQuestion, database_url: str) -> None:
    """Writes down a question."""
    row = {name: getattr(question, name) for name in ("question", "language", "site", "subject")}
    with _engine(database_url).begin() as connection:
        connection.execute(insert(_questions).values(**row, asked_at=_naive(question.asked_at)))


def recorded(database_url: str, since: datetime | None = None) -> Sequence[UnansweredQuestion]:
    """The questions that were asked at or after `since`, oldest first."""
    query = select(_questions).order_by(_questions.c.asked_at, _questions.c.id)
    if since is not None:
        query = query.where(_questions.c.asked_at >= _naive(since))
    with _engine(database_url).connect() as connection:
        return [
            UnansweredQuestion(row.question, row.language, row.site, row.subject, row.asked_at.replace(tzinfo=UTC))
            for row in connection.execute(query)
        ]


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


@cache
def _engine(database_url: str) -> Engine:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    _metadata.create_all(engine)
    return engine
