"""Intents of MASSIVE (FitzGerald et al., 2023, https://aclanthology.org/2023.acl-long.235): how well the pipeline
learns from few examples of what it was not made for, against Rasa's default.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from bot.bench.pipelines import OURS, RASA_DEFAULT, TrainedPipeline

EXAMPLES = 30  # an intent and language, to train on


@dataclass(frozen=True)
class Utterance:
    """One line of the file."""

    split: str  # train, dev or test
    language: str
    intent: str
    text: str


def bench_intents(path: Path, split: str = "test", seed: int = 0) -> dict[str, dict[str, float]]:
    """The share, 0 to 1, of the split's utterances whose intent is told, by pipeline and language.

    Args:
        path: `intents-massive.tsv`: split, language, intent and utterance a line.
        split: the split to measure on, dev or test.
        seed: of the draw of training examples.
    """
    utterances = _read(path)
    examples = [(utterance.intent, utterance.text) for utterance in _few(utterances, seed)]
    asked = [utterance for utterance in utterances if utterance.split == split]
    # Without sections there is nothing to select.
    default = [part for part in RASA_DEFAULT if part["name"] != "ResponseSelector"]
    return {
        "Jobbsvar's pipeline": _accuracy(TrainedPipeline.train(OURS, examples), asked),
        "Rasa's default": _accuracy(TrainedPipeline.train(default, examples), asked),
    }


def table(accuracies: Mapping[str, Mapping[str, float]]) -> str:
    """Accuracy in per cent, a line a pipeline."""
    languages = list(next(iter(accuracies.values())))
    lines = [f"{'Accuracy':<24}" + "".join(f"{language:>10}" for language in languages)]
    for name, values in accuracies.items():
        lines.append(f"{name:<24}" + "".join(f"{100 * values[language]:>8.1f} %" for language in languages))
    return "\n".join(lines)


def _read(path: Path) -> list[Utterance]:
    return [Utterance(*line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]


def _few(utterances: Sequence[Utterance], seed: int) -> list[Utterance]:
    groups: dict[tuple[str, str], list[Utterance]] = defaultdict(list)
    for utterance in utterances:
        if utterance.split == "train":
            groups[utterance.language, utterance.intent].append(utterance)
    draw = random.Random(seed)  # noqa: S311  (no secret)
    return [one for group in groups.values() for one in draw.sample(group, min(EXAMPLES, len(group)))]


def _accuracy(pipeline: TrainedPipeline, utterances: Sequence[Utterance]) -> dict[str, float]:
    right: dict[str, list[bool]] = defaultdict(list)
    for utterance in tqdm(utterances, desc="Utterances", unit="utterance", leave=False):
        told = pipeline.label(utterance.text)[0] == utterance.intent
        right[utterance.language].append(told)
        right["all"].append(told)
    return {language: sum(found) / len(found) for language, found in right.items()}
