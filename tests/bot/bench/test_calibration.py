"""Confidence is held against what came true."""

import re
from pathlib import Path

import pytest

from bot.bench.calibration import bins, expected_error, plot, table
from bot.cases import Case, Outcome
from bot.client import Reply


def outcome(confidence: float, *, right: bool, status: str = "answered") -> Outcome:
    case = Case("x", "sv", (), "fråga", "answer", None, (re.compile("ja"),), (), None)
    return Outcome(case, Reply("ja" if right else "nej", (), {"status": status, "confidence": confidence}, 0.1))


OUTCOMES = [
    *(outcome(0.96, right=True) for _ in range(9)),
    outcome(0.96, right=False),
    outcome(0.6, right=True),
    outcome(0.6, right=False),
    outcome(0.6, right=False, status="clarify"),
]


def test_a_bin_has_what_was_claimed_and_what_came_true() -> None:
    low, high = bins(OUTCOMES)
    assert (low.count, low.confidence, low.right) == (2, pytest.approx(0.6), pytest.approx(0.5))
    assert (high.count, high.confidence, high.right) == (10, pytest.approx(0.96), pytest.approx(0.9))


def test_the_error_weighs_each_bin_by_its_answers() -> None:
    assert expected_error(OUTCOMES) == pytest.approx((2 * 0.1 + 10 * 0.06) / 12)


def test_the_table_tells_what_withholding_would_do() -> None:
    row = next(line for line in table(OUTCOMES).splitlines() if line.split()[:1] == ["0.7"])
    assert row.split() == ["0.7", "69.2", "%", "7.7", "%", "15.4", "%"]


def test_the_plots_are_drawn_the_same_twice(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        plot(OUTCOMES, folder)
    for name in ("reliability.svg", "threshold.svg"):
        drawn = (tmp_path / "a" / name).read_bytes()
        assert b"<svg" in drawn
        assert drawn == (tmp_path / "b" / name).read_bytes()
