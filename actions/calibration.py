"""Confidence that can be believed: how often an answer is right that the ranking makes so and so likely.

A line through the log odds (Platt, 1999), fitted to the answers to the development cases: the ranking is too sure of
what it is sure of, and too modest of the rest. `jobbsvar bench calibration` shows what came of it.
"""

from __future__ import annotations

import math

_SLOPE = 0.28
_SHIFT = 1.0
_TINY = 1e-6  # so that the log odds of 0 and 1 are finite


def calibrated(probability: float) -> float:
    """The share of answers that are right, 0 to 1, among those that the ranking gives this probability."""
    odds = max(probability, _TINY) / max(1.0 - probability, _TINY)
    return 1.0 / (1.0 + math.exp(-(_SLOPE * math.log(odds) + _SHIFT)))
