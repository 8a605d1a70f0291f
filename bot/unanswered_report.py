"""How unanswered questions are shown: a list for reading, and comma-separated values for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from bot.likeness import Group

_SHOWN = 3  # questions of a group in the list


def summary(found: Sequence[Group]) -> str:
    """The groups, most asked first: how often, in which languages, about what, and how it was put."""
    if not found:
        return "No unanswered question is recorded.\n"
    total = sum(len(group.questions) for group in found)
    return "".join([f"{total} unanswered questions, {len(found)} groups\n", *map(_as_text, found)])


def _as_text(group: Group) -> str:
    languages = Counter(question.language for question in group.questions)
    latest = max(question.asked_at for question in group.questions)
    facts = [
        f"asked {len(group.questions)} times" if len(group.questions) > 1 else "asked once",
        ", ".join(f"{language} {count}" for language, count in languages.most_common()),
        group.typical.subject or "subject not known",
        *sorted({question.site for question in group.questions if question.site}),
        f"last {latest:%Y-%m-%d}",
    ]
    texts = list(dict.fromkeys(question.question for question in group.questions))
    more = [f"    … {len(texts) - _SHOWN} more ways\n"] if len(texts) > _SHOWN else []
    return "".join([f"\n{'; '.join(facts)}\n", *(f"    {text}\n" for text in texts[:_SHOWN]), *more])


def as_csv(found: Sequence[Group]) -> str:
    """Every question on a line, with the number and size of its group."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(["group", "asked", "question", "language", "site", "subject", "asked_at"])
    for number, group in enumerate(found, start=1):
        for q in group.questions:
            when = q.asked_at.isoformat(timespec="seconds")
            writer.writerow([number, len(group.questions), _inert(q.question), q.language, q.site, q.subject, when])
    return output.getvalue()


def _inert(text: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
