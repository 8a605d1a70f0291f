"""Rasa pipelines trained on the same examples: ours, and the one that a team would have without a line of its own."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import INTENT

from bot.paths import BENCH

ASK = "ask"  # the retrieval intent of all sections

Pipeline = Sequence[dict[str, Any]]

# What `rasa init` writes in Rasa 3.6: DIET (Bunk et al., 2020, https://arxiv.org/abs/2004.09936) for the intent, a
# selector of the same architecture for the response.
RASA_DEFAULT: Pipeline = (
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": 0},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True, "random_seed": 0},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
# The part of `config.yml` that classifies.
OURS: Pipeline = (
    {"name": "bot.nlu.ngrams.CharNgramFeaturizer"},
    {"name": "bot.nlu.sentence_vectors.SentenceVectorFeaturizer"},
    {"name": "bot.nlu.sections.SectionClassifier"},
)


class TrainedPipeline:
    """A pipeline that tells the label of a text."""

    def __init__(self, model: Path) -> None:
        self._agent = Agent.load(model)

    @classmethod
    def train(cls, pipeline: Pipeline, examples: Iterable[tuple[str, str]]) -> TrainedPipeline:
        """Trains, or takes the model that was trained so before.

        Args:
            pipeline: its components, as `config.yml` has them.
            examples: pairs of label and text; a label `ask/…` is a response that a ResponseSelector chooses.
        """
        data = _as_rasa_data(sorted(set(examples)))
        config = yaml.safe_dump({"recipe": "default.v1", "language": "sv", "pipeline": list(pipeline)})
        folder = BENCH / hashlib.sha256((data + config).encode()).hexdigest()[:16]
        model = folder / "nlu.tar.gz"
        if not model.exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "nlu.yml").write_text(data, encoding="utf-8")
            (folder / "config.yml").write_text(config, encoding="utf-8")
            print(f"Training {pipeline[-1]['name']} and what goes before it ...", flush=True)
            began = time.monotonic()
            train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="nlu")
            print(f"Trained in {time.monotonic() - began:.0f} s.", flush=True)
        return cls(model)

    def label(self, text: str) -> tuple[str, float]:
        """The label of a text and its confidence, 0 to 1; `nlu_fallback` where the pipeline itself is not sure."""
        parsed = asyncio.run(self._agent.parse_message(text))
        intent = parsed[INTENT]
        if intent["name"] != ASK:
            return intent["name"], intent["confidence"]
        chosen = parsed["response_selector"][ASK]["response"]
        return chosen["intent_response_key"], chosen["confidence"]


def _as_rasa_data(examples: Iterable[tuple[str, str]]) -> str:
    by_label: dict[str, list[str]] = {}
    for label, text in examples:
        by_label.setdefault(label, []).append(" ".join(text.split()))
    nlu = [{"intent": label, "examples": "".join(f"- {text}\n" for text in texts)} for label, texts in by_label.items()]
    # The selector learns to tell responses apart by their keys; what they say is looked up by whoever asks.
    responses = {f"utter_{label}": [{"text": label}] for label in by_label if "/" in label}
    content = {"version": "3.1", "nlu": nlu, **({"responses": responses} if responses else {})}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
