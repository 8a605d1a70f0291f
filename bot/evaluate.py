"""Puts cases to a running bot and counts what comes back right."""

from __future__ import annotations

import json
import math
import statistics
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tqdm import tqdm

from bot.cases import Case, Outcome
from bot.client import Client


def evaluate(cases: Sequence[Case], url: str) -> list[Outcome]:
    """Each case in a conversation of its own, one after the other.

    Raises:
        ClientError: the bot cannot be reached, or what it answers is no reply.
    """
    client = Client(url)
    return [_put(case, client) for case in tqdm(cases, desc="Cases", unit="case", leave=False)]


def _put(case: Case, client: Client) -> Outcome:
    conversation = uuid.uuid4().hex
    for message in case.context:
        client.ask(conversation, message)
    return Outcome(case, client.ask(conversation, case.text))


def summary(outcomes: Sequence[Outcome]) -> str:
    """The share that passes by language, kind and topic, the share in the right language, and the latency."""
    languages = sorted({outcome.case.lang for outcome in outcomes})
    return "\n\n".join(
        [
            _table("Passed", outcomes, languages, lambda o: o.case.kind),
            _table("Answers by topic", [o for o in outcomes if o.case.topic], languages, lambda o: o.case.topic or ""),
            _table("In the candidate's language", outcomes, languages, lambda o: o.case.kind, _in_language),
            _wrongly_answered(outcomes),
            _latency([outcome.reply.seconds for outcome in outcomes]),
        ]
    )


def write_report(outcomes: Iterable[Outcome], path: Path) -> None:
    """Every case with its reply, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for outcome in outcomes:
            file.write(json.dumps(_row(outcome), ensure_ascii=False) + "\n")


def _passed(outcome: Outcome) -> bool:
    return outcome.passed


def _in_language(outcome: Outcome) -> bool:
    return outcome.in_the_right_language


def _table(
    title: str,
    outcomes: Sequence[Outcome],
    languages: Sequence[str],
    row_of: Callable[[Outcome], str],
    good: Callable[[Outcome], bool] = _passed,
) -> str:
    rows = sorted({row_of(outcome) for outcome in outcomes})
    lines = [f"{title:<28}" + "".join(f"{column:>16}" for column in (*languages, "all"))]
    for row in (*rows, "all"):
        of_row = [o for o in outcomes if row in (row_of(o), "all")]
        cells = [_share([o for o in of_row if o.case.lang == language], good) for language in languages]
        lines.append(f"{row:<28}" + "".join(f"{cell:>16}" for cell in (*cells, _share(of_row, good))))
    return "\n".join(lines)


def _share(outcomes: Sequence[Outcome], good: Callable[[Outcome], bool]) -> str:
    if not outcomes:
        return "-"
    count = sum(map(good, outcomes))
    return f"{count}/{len(outcomes)} {100 * count / len(outcomes):5.1f} %"


def _wrongly_answered(outcomes: Sequence[Outcome]) -> str:
    count = sum(outcome.wrongly_answered for outcome in outcomes)
    return f"Answered with confidence, and wrongly: {count} of {len(outcomes)}, {100 * count / len(outcomes):.1f} %"


def _latency(seconds: Sequence[float]) -> str:
    ranked = sorted(seconds)
    p95 = ranked[math.ceil(0.95 * len(ranked)) - 1]  # nearest rank
    return f"Time to reply: p50 {1000 * statistics.median(ranked):.0f} ms, p95 {1000 * p95:.0f} ms"


def _row(outcome: Outcome) -> dict[str, object]:
    case, reply = outcome.case, outcome.reply
    return {
        "id": case.id,
        "passed": outcome.passed,
        "language_right": outcome.in_the_right_language,
        "lang": case.lang,
        "kind": case.kind,
        "topic": case.topic,
        "section": case.section,
        "context": case.context,
        "text": case.text,
        "must": [pattern.pattern for pattern in case.must],
        "must_not": [pattern.pattern for pattern in case.must_not],
        "reply": reply.text,
        "buttons": [title for title, _ in reply.buttons],
        "custom": reply.custom,
        "milliseconds": round(1000 * reply.seconds, 1),
    }
