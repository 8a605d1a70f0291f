"""Systems side by side."""

import re

from bot.bench.answers import table
from bot.cases import Case, Outcome
from bot.client import Reply


def outcome(lang: str, kind: str, status: str, *, right: bool = True) -> Outcome:
    case = Case("x", lang, (), "vad tjänar man i kundtjänst", kind, None, (re.compile("ja"),), (), None)
    language = {"nn": "nb"}.get(lang, lang)
    return Outcome(case, Reply("ja" if right else "nej", (), {"status": status, "language": language}, 0.1))


OURS = [outcome("sv", "answer", "answered"), outcome("nn", "oos", "unanswered"), outcome("da", "answer", "clarify")]
THEIRS = [
    outcome("sv", "answer", "answered", right=False),
    outcome("nn", "oos", "answered"),
    outcome("da", "answer", "answered"),
]


def rows(text: str, title: str) -> dict[str, list[str]]:
    block = next(part for part in text.split("\n\n") if part.startswith(title))
    return {
        re.split(r"\s{2,}", line.strip())[0]: re.findall(r"(\S+) (?:% )?of (\d+)", line) for line in block.splitlines()
    }


def test_each_system_has_its_share_by_language() -> None:
    text = table({"ours": OURS, "theirs": THEIRS})
    assert rows(text, "Answered right")["all"] == [("50.0", "2"), ("50.0", "2")]
    assert rows(text, "Answered right")["sv"] == [("100.0", "1"), ("0.0", "1")]
    assert rows(text, "Answered wrongly")["all"] == [("0.0", "3"), ("66.7", "3")]
    assert rows(text, "Not answered, of what cannot")["nb and nn"] == [("100.0", "1"), ("0.0", "1")]
    assert "da" not in rows(text, "Not answered, of what cannot")
