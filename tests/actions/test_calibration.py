"""Confidence is a probability, and keeps the order of the ranking's."""

from hypothesis import given
from hypothesis import strategies as st

from actions.calibration import calibrated

probabilities = st.floats(0, 1)


@given(probabilities, probabilities)
def test_the_order_is_kept(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < calibrated(low) <= calibrated(high) < 1
