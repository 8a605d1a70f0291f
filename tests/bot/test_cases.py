"""Cases are read as written, a line that is none is named, and a reply passes only where it is right."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.cases import Case, CaseError, Outcome, read_cases
from bot.client import Reply
from bot.paths import CASES

ROW = {
    "id": "sv-1",
    "lang": "sv",
    "context": ["hej"],
    "text": "vad tjänar man",
    "kind": "answer",
    "topic": "pay",
    "must": ["17[\\s.]?000"],
    "must_not": ["12 000"],
    "section": "pay-sweden",
}


def write(folder: Path, *lines: dict[str, Any] | str) -> Path:
    path = folder / "cases.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_case_is_read_as_written(tmp_path: Path) -> None:
    (case,) = read_cases([write(tmp_path, ROW, "")])
    assert (case.id, case.lang, case.context, case.text) == ("sv-1", "sv", ("hej",), "vad tjänar man")
    assert (case.kind, case.topic, case.section) == ("answer", "pay", "pay-sweden")
    assert [pattern.pattern for pattern in (*case.must, *case.must_not)] == ["17[\\s.]?000", "12 000"]


def test_our_cases_are_in_the_format() -> None:
    assert len(read_cases(sorted(CASES.glob("*.jsonl")))) >= 1200


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not a JSON object"),
        ("[1, 2]", "not a JSON object"),
        (ROW | {"context": None}, "not a JSON object"),
        ({key: value for key, value in ROW.items() if key != "must"}, "no 'must'"),
        ({key: value for key, value in ROW.items() if key != "section"}, "no 'section'"),
        (ROW | {"must": ["17("]}, "'17(' is no regular expression"),
        (ROW | {"must_not": ["*"]}, "'*' is no regular expression"),
        (ROW | {"id": ["sv-1"]}, "id is ['sv-1'], not a text"),
        (ROW | {"text": ""}, "text is '', not a text"),
        (ROW | {"lang": "en"}, "lang is 'en'; it is one of sv, nb, nn, da"),
        (ROW | {"kind": "question"}, "kind is 'question'; it is one of answer, oos, smalltalk"),
        (ROW | {"topic": "money"}, "topic is 'money'; it is one of pay,"),
        (ROW, "id 'sv-1' stands twice"),
    ],
)
def test_a_line_that_is_no_case_is_named_with_its_file_and_line(
    tmp_path: Path, line: dict[str, Any] | str, problem: str
) -> None:
    path = write(tmp_path, ROW, "", line)
    with pytest.raises(CaseError) as caught:
        read_cases([path])
    assert str(caught.value).startswith(f"{path}:3: ")
    assert problem in str(caught.value)


def test_an_id_in_two_files_is_named_where_it_stands_again(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first, second = write(tmp_path, ROW), write(tmp_path / "other", ROW)
    with pytest.raises(CaseError, match=f"{second}:1: id 'sv-1' stands twice"):
        read_cases([first, second])


def test_a_file_that_holds_no_cases_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "", "  ")
    with pytest.raises(CaseError, match=f"{path}: no cases"):
        read_cases([path])


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes("lön".encode("latin-1"))
    for path in (latin, tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(CaseError, match=f"{path}: cannot be read"):
            read_cases([path])


def outcome(kind: str, status: str, text: str = "", *, lang: str = "sv", language: str = "sv") -> Outcome:
    """What came back to a case whose reply must hold "17 000" and must not hold "12 000"."""
    patterns = {"must": (re.compile("17 000"), re.compile("kronor")), "must_not": (re.compile("12 000"),)}
    case = Case("sv-1", lang, (), "vad tjänar man", kind, "pay", **patterns, section=None)
    return Outcome(case, Reply(text, (), {"status": status, "language": language}, seconds=0.1))


RIGHT, LACKING, FORBIDDEN = "17 000 kronor", "17 000", "17 000 eller 12 000 kronor"


@pytest.mark.parametrize(
    ("kind", "status", "text", "passed"),
    [
        ("answer", "answered", RIGHT, True),
        ("answer", "answered", LACKING, False),
        ("answer", "answered", FORBIDDEN, False),
        ("answer", "clarify", RIGHT, False),
        ("answer", "unanswered", RIGHT, False),
        ("answer", "smalltalk", RIGHT, False),
        ("oos", "answered", RIGHT, False),
        ("oos", "answered", FORBIDDEN, False),
        ("oos", "clarify", LACKING, True),
        ("oos", "unanswered", FORBIDDEN, True),
        ("oos", "smalltalk", LACKING, True),
        ("smalltalk", "smalltalk", RIGHT, True),
        ("smalltalk", "unanswered", RIGHT, True),
        ("smalltalk", "smalltalk", LACKING, False),
        ("smalltalk", "smalltalk", FORBIDDEN, False),
    ],
)
def test_a_reply_passes_by_the_rules_of_its_kind(kind: str, status: str, text: str, passed: bool) -> None:
    assert outcome(kind, status, text).passed is passed


@pytest.mark.parametrize(
    ("kind", "status", "text", "wrongly"),
    [
        ("answer", "answered", FORBIDDEN, True),
        ("oos", "answered", RIGHT, True),
        ("answer", "answered", RIGHT, False),
        ("answer", "unanswered", "", False),
        ("oos", "unanswered", "", False),
    ],
)
def test_only_an_answer_can_be_wrong_with_confidence(kind: str, status: str, text: str, wrongly: bool) -> None:
    assert outcome(kind, status, text).wrongly_answered is wrongly


@pytest.mark.parametrize(
    ("lang", "language", "right"),
    [("sv", "sv", True), ("nn", "nb", True), ("nb", "nb", True), ("nb", "da", False), ("da", "en", False)],
)
def test_nynorsk_is_rightly_answered_in_bokmaal(lang: str, language: str, right: bool) -> None:
    assert outcome("answer", "answered", lang=lang, language=language).in_the_right_language is right


def test_patterns_are_found_in_either_case(tmp_path: Path) -> None:
    (case,) = read_cases([write(tmp_path, ROW | {"must": ["källa: workwide"], "must_not": []})])
    assert Outcome(case, Reply("KÄLLA: Workwide", (), {"status": "answered"}, 0.1)).passed


def test_a_reply_without_a_status_is_no_answer() -> None:
    assert not Outcome(outcome("answer", "answered").case, Reply(RIGHT, (), {}, 0.1)).passed
