"""Whether confidence means what it says: how often a reply is right when it claims to be so and so sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.cases import Outcome

_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)  # of the bins; most answers are sure, so they narrow


@dataclass(frozen=True)
class Bin:
    """The answers whose confidence lies between two edges."""

    count: int
    confidence: float  # mean
    right: float  # share


def bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """The bins that hold an answer, least sure first."""
    confidences, right = _answers(outcomes)
    numbers = np.clip(np.searchsorted(_EDGES, confidences, side="right") - 1, 0, len(_EDGES) - 2)
    return [
        Bin(int(inside.sum()), float(confidences[inside].mean()), float(right[inside].mean()))
        for inside in (numbers == number for number in range(len(_EDGES) - 1))
        if inside.any()
    ]


def expected_error(outcomes: Sequence[Outcome]) -> float:
    """The mean distance, 0 to 1, of confidence from the share that is right, weighted by the answers in each bin
    (expected calibration error; Naeini et al., 2015, https://doi.org/10.1609/aaai.v29i1.9602).
    """
    found = bins(outcomes)
    return sum(b.count * abs(b.confidence - b.right) for b in found) / sum(b.count for b in found)


def table(outcomes: Sequence[Outcome]) -> str:
    """The bins, the expected error, and what withholding the least sure answers would do."""
    lines = [f"{'confidence':>12}{'answers':>10}{'right':>10}"]
    lines += [f"{b.confidence:>12.2f}{b.count:>10}{100 * b.right:>8.1f} %" for b in bins(outcomes)]
    lines += [f"Expected calibration error: {100 * expected_error(outcomes):.1f} %", ""]
    lines.append(f"{'threshold':>12}{'right':>10}{'wrong':>10}{'withheld':>10}   (shares of all {len(outcomes)} cases)")
    for threshold in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        right, wrong, withheld = _shares(outcomes, threshold)
        lines.append(f"{threshold:>12.1f}{100 * right:>8.1f} %{100 * wrong:>8.1f} %{100 * withheld:>8.1f} %")
    return "\n".join(lines)


def plot(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Writes `reliability.svg` and `threshold.svg` into `folder`."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "jobbsvar"  # the same figures give the same file
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    found = bins(outcomes)
    figure, axes = pyplot.subplots(figsize=(5, 4.5))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="confidence as it should be")
    axes.plot([b.confidence for b in found], [b.right for b in found], marker="o", label="answers")
    for b in found:
        axes.annotate(str(b.count), (b.confidence, b.right), textcoords="offset points", xytext=(4, -12), fontsize=8)
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1.02), ylim=(0, 1.05))
    _save(figure, axes, folder / "reliability.svg")

    thresholds = np.linspace(0, 1, 101)
    shares = np.array([_shares(outcomes, threshold) for threshold in thresholds])
    figure, axes = pyplot.subplots(figsize=(5, 4.5))
    for column, label in enumerate(("right answers", "wrong answers", "withheld answers")):
        axes.plot(thresholds, shares[:, column], label=label)
    axes.set(xlabel="least confidence of an answer", ylabel="share of all cases", xlim=(0, 1), ylim=(0, 1))
    _save(figure, axes, folder / "threshold.svg")


def _save(figure: Any, axes: Any, path: Path) -> None:
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def _answers(outcomes: Sequence[Outcome]) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and rightness of every answer."""
    answered = [outcome for outcome in outcomes if outcome.reply.custom.get("status") == "answered"]
    confidences = np.array([outcome.reply.custom["confidence"] for outcome in answered], dtype=float)
    return confidences, np.array([outcome.passed for outcome in answered], dtype=bool)


def _shares(outcomes: Sequence[Outcome], threshold: float) -> tuple[float, float, float]:
    """Of all cases: answered right, answered wrongly, and answers that the threshold withholds."""
    confidences, right = _answers(outcomes)
    given = confidences >= threshold
    return (given & right).sum() / len(outcomes), (given & ~right).sum() / len(outcomes), (~given).sum() / len(outcomes)
