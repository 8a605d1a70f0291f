"""The evaluation puts each case in a conversation of its own, counts right and reports every case."""

import json
import re
from pathlib import Path

import pytest

from bot.cases import Case, Outcome
from bot.client import Reply
from bot.evaluate import evaluate, summary, write_report


def case(case_id: str, lang: str, kind: str = "answer", topic: str | None = "pay", *context: str) -> Case:
    must = (re.compile("kronor"),)
    return Case(case_id, lang, context, f"fråga {case_id}", kind, topic, must, (re.compile("dollar"),), "pay-abroad")


def reply(text: str, status: str, language: str, seconds: float = 0.1) -> Reply:
    return Reply(text, (("Arbetstider", "/ask"),), {"status": status, "language": language}, seconds)


OUTCOMES = [
    Outcome(case("sv-1", "sv"), reply("17 000 kronor", "answered", "sv", 0.010)),
    Outcome(case("sv-2", "sv"), reply("17 000 dollar", "answered", "sv", 0.020)),
    Outcome(case("sv-3", "sv", "answer", "hours"), reply("Jag vet inte.", "unanswered", "nb", 0.030)),
    Outcome(case("sv-4", "sv", "oos", None), reply("Jag vet inte.", "unanswered", "sv", 0.040)),
    Outcome(case("nn-1", "nn"), reply("17 000 kronor", "answered", "nb", 0.500)),
]


def rows(table: str) -> dict[str, list[str]]:
    """The cells of a table of `summary` by the first word of their row."""
    return {line.split()[0]: re.findall(r"\d+/\d+ +[\d.]+ %|-", line) for line in table.splitlines()[1:]}


def test_passes_are_counted_by_kind_and_language() -> None:
    passed = summary(OUTCOMES).split("\n\n")[0]
    assert passed.splitlines()[0].split() == ["Passed", "nn", "sv", "all"]
    assert rows(passed) == {
        "answer": ["1/1 100.0 %", "1/3  33.3 %", "2/4  50.0 %"],
        "oos": ["-", "1/1 100.0 %", "1/1 100.0 %"],
        "all": ["1/1 100.0 %", "2/4  50.0 %", "3/5  60.0 %"],
    }


def test_passes_are_counted_by_topic_where_there_is_one() -> None:
    by_topic = summary(OUTCOMES).split("\n\n")[1]
    assert rows(by_topic) == {
        "hours": ["-", "0/1   0.0 %", "0/1   0.0 %"],
        "pay": ["1/1 100.0 %", "1/2  50.0 %", "2/3  66.7 %"],
        "all": ["1/1 100.0 %", "1/3  33.3 %", "2/4  50.0 %"],
    }


def test_replies_in_the_right_language_are_counted() -> None:
    in_language = summary(OUTCOMES).split("\n\n")[2]
    assert rows(in_language)["all"] == ["1/1 100.0 %", "3/4  75.0 %", "4/5  80.0 %"]


def test_wrong_answers_and_latency_are_told() -> None:
    wrong, latency = summary(OUTCOMES).split("\n\n")[3:]
    assert wrong.endswith(": 1 of 5, 20.0 %")
    assert latency.endswith("p50 30 ms, p95 500 ms")


def test_the_report_holds_every_case_with_its_reply(tmp_path: Path) -> None:
    path = tmp_path / "report.jsonl"
    write_report(OUTCOMES, path)
    report = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in report] == ["sv-1", "sv-2", "sv-3", "sv-4", "nn-1"]
    assert [row["passed"] for row in report] == [True, False, False, True, True]
    assert [row["language_right"] for row in report] == [True, True, False, True, True]
    assert report[1] == {
        "id": "sv-2",
        "passed": False,
        "language_right": True,
        "lang": "sv",
        "kind": "answer",
        "topic": "pay",
        "section": "pay-abroad",
        "context": [],
        "text": "fråga sv-2",
        "must": ["kronor"],
        "must_not": ["dollar"],
        "reply": "17 000 dollar",
        "buttons": ["Arbetstider"],
        "custom": {"status": "answered", "language": "sv"},
        "milliseconds": 20.0,
    }


def test_each_case_has_a_conversation_of_its_own_and_its_last_reply_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[str]] = {}

    class Bot:
        """Stands in for a running bot: answers with what it was asked."""

        def __init__(self, url: str) -> None:
            assert url == "http://bot"

        def ask(self, conversation: str, message: str) -> Reply:
            asked.setdefault(conversation, []).append(message)
            return reply(message, "answered", "sv")

    monkeypatch.setattr("bot.evaluate.Client", Bot)
    outcomes = evaluate([case("1", "sv", "answer", "pay", "hej", "lön?"), case("2", "sv")], "http://bot")
    assert list(asked.values()) == [["hej", "lön?", "fråga 1"], ["fråga 2"]]
    assert [outcome.reply.text for outcome in outcomes] == ["fråga 1", "fråga 2"]
