"""Which section answers a message, and so which intent it has.

One linear classifier over every section and every dialogue act: multinomial logistic regression on character n-grams
and on sentence vectors, each by itself, their probabilities multiplied and normalised (a product of experts, Hinton,
1999, https://doi.org/10.1049/cp:19991075). Both experts see the same message and would count its evidence twice, so
the product is tempered. Each finds what the other misses, and where one is away the other still answers. The
probability of a topic is the sum over its sections.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix, vstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.importer import SECTION, SUBJECT
from bot.nlu.fingerprint import fingerprint
from bot.nlu.questions import PIECE_SPAN

# In the message's output: [{"section": id, "confidence": 0..1}], likeliest first, given that some section answers.
SECTION_RANKING = "section_ranking"
ANSWERABLE = "answerable"  # in the message's output: the probability, 0..1, that any section answers
SUBJECT_GUESS = "subject"  # in the message's output: the likeliest subject of a question that no section answers
# In the message's output, where it has several pieces: of each its span (start, end) and the same as of the message.
PIECES = "pieces"

# Acts that are answered without looking at the articles.
_ACTS = frozenset(
    {
        "greet",
        "thanks",
        "goodbye",
        "what_are_you",
        "what_can_you_do",
        "talk_to_a_person",
        "privacy",
        "erase_my_data",
        "change_language",
        "complain",
        "chat",
    }
)

_OUT_OF_SCOPE = "out_of_scope"

_RANKED_OF_A_PIECE = 5  # sections; a piece that needs more says nothing by itself

_LABELS_FILE = "labels.json"
_WEIGHTS_FILE = "weights.safetensors"


@dataclass(frozen=True, order=True)
class Label:
    """A class of the classifier: a section, a subject that no section answers, or a dialogue act."""

    intent: str
    section: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Expert:
    """One logistic regression: the weights of one kind of feature."""

    weights: np.ndarray  # float32, shape (features, labels)
    bias: np.ndarray  # float32, shape (labels,)
    centre: np.ndarray | None = None  # taken from dense features first, shape (features,)

    def log_probabilities(self, features: csr_matrix | np.ndarray) -> np.ndarray:
        """Of each label; shape (messages, labels)."""
        scores = _centred(features, self.centre) @ self.weights + self.bias
        return scores - _logsumexp(scores)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SectionClassifier(IntentClassifier, GraphComponent):
    """Sets the intent, its ranking, and the ranking of the sections."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Features come first."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`inverse_regularization`: C of the logistic regressions; `max_iter`: their steps at most;
        `ranking_length`: sections in the output; `certain_act`: probability from which small talk is taken as such;
        `sharpness`: exponent of the experts' product, 1 the plain product, 0.5 their geometric mean.
        """
        return {
            "inverse_regularization": 30.0,
            "max_iter": 30,
            "ranking_length": 30,
            "certain_act": 0.6,
            "sharpness": 0.75,
        }

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        labels: Sequence[Label] = (),
        sparse: Expert | None = None,
        dense: Expert | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._labels = list(labels)
        self._sparse = sparse
        self._dense = dense

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SectionClassifier:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SectionClassifier:
        """The trained component out of a model."""
        with model_storage.read_from(resource) as folder:
            rows = json.loads((folder / _LABELS_FILE).read_text(encoding="utf-8"))
            tensors = load_file(folder / _WEIGHTS_FILE)
        return cls(config, model_storage, resource, [Label(*row) for row in rows], *_experts(tensors))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The functions beside this class."""
        return fingerprint(__file__)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits one logistic regression on each kind of feature that there is."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        labels = [_label(message) for message in examples]
        self._labels = sorted(set(labels))
        column = {label: number for number, label in enumerate(self._labels)}
        targets = np.array([column[label] for label in labels])
        tensors = self._fit("sparse", _sparse(examples), targets)
        vectors = _dense(examples)
        if vectors is not None:
            centre = vectors.mean(axis=0)
            tensors.update(self._fit("dense", _centred(vectors, centre), targets), dense_centre=centre)
        self._sparse, self._dense = _experts(tensors)
        rows = [[label.intent, label.section, label.subject] for label in self._labels]
        with self._storage.write_to(self._resource) as folder:
            (folder / _LABELS_FILE).write_text(json.dumps(rows), encoding="utf-8")
            save_file({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}, folder / _WEIGHTS_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds intent and rankings to each message, to its own output those of the pieces that follow it."""
        whole: list[Message] = []
        for message in messages:
            self._annotate(message, self._probabilities(message))
            if message.get(PIECE_SPAN) is None:
                whole.append(message)
            else:
                whole[-1].set(PIECES, [*whole[-1].get(PIECES, []), _as_piece(message)], add_to_output=True)
        return whole

    def _probabilities(self, message: Message) -> np.ndarray:
        """Of each label; shape (labels,)."""
        if self._sparse is None:
            raise RuntimeError("SectionClassifier is asked before it is trained")
        scores = self._sparse.log_probabilities(_sparse([message]))
        vector = _dense([message])
        if self._dense is not None and vector is not None:
            scores = self._config["sharpness"] * (scores + self._dense.log_probabilities(vector))
        return np.exp(scores - _logsumexp(scores))[0]

    def _annotate(self, message: Message, probabilities: np.ndarray) -> None:
        intents: dict[str, float] = {}
        subjects: dict[str, float] = {}
        for label, probability in zip(self._labels, probabilities.tolist(), strict=True):
            intents[label.intent] = intents.get(label.intent, 0.0) + probability
            if label.subject:
                subjects[label.subject] = probability
        ranking = sorted(intents.items(), key=lambda item: -item[1])
        named = [{"name": intent, "confidence": confidence} for intent, confidence in ranking]
        message.set(INTENT, self._decided(named), add_to_output=True)
        message.set(INTENT_RANKING_KEY, named[:10], add_to_output=True)
        of_sections = [number for number, label in enumerate(self._labels) if label.section]
        answerable = float(probabilities[of_sections].sum())
        message.set(ANSWERABLE, answerable, add_to_output=True)
        message.set(SECTION_RANKING, self._ranking(probabilities / max(answerable, 1e-30)), add_to_output=True)
        if subjects:
            message.set(SUBJECT_GUESS, max(subjects, key=subjects.__getitem__), add_to_output=True)

    def _decided(self, ranking: list[dict[str, Any]]) -> dict[str, Any]:
        """The likeliest intent. An act of the dialogue takes no notice of a question that the message may hold, so it
        gives way to a question unless it is certain; before one that nobody answers it need not.
        """
        best = ranking[0]
        if best["name"] not in _ACTS or best["confidence"] >= self._config["certain_act"]:
            return best
        instead = next((row for row in ranking if row["name"] not in _ACTS), best)
        return best if instead["name"] == _OUT_OF_SCOPE else instead

    def _ranking(self, probabilities: np.ndarray) -> list[dict[str, Any]]:
        best = [number for number in np.argsort(-probabilities) if self._labels[number].section]
        return [
            {"section": self._labels[number].section, "confidence": round(float(probabilities[number]), 5)}
            for number in best[: self._config["ranking_length"]]
        ]

    def _fit(self, kind: str, features: csr_matrix | np.ndarray, targets: np.ndarray) -> dict[str, np.ndarray]:
        model = LogisticRegression(C=self._config["inverse_regularization"], max_iter=self._config["max_iter"])
        with warnings.catch_warnings():
            # It is stopped early on purpose: more steps cost minutes and bring nothing (docs/measurements.md).
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(features, targets)
        weights, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn gives the log odds of the second class alone
            weights, bias = np.vstack([0 * weights, weights]), np.append(0 * bias, bias)
        return {f"{kind}_weights": weights.T.astype(np.float32), f"{kind}_bias": bias.astype(np.float32)}


def _experts(tensors: dict[str, np.ndarray]) -> tuple[Expert, Expert | None]:
    """The n-grams' expert, and that of the vectors if it was trained."""
    sparse = Expert(tensors["sparse_weights"], tensors["sparse_bias"])
    if "dense_weights" not in tensors:
        return sparse, None
    return sparse, Expert(tensors["dense_weights"], tensors["dense_bias"], tensors["dense_centre"])


def _label(message: Message) -> Label:
    return Label(message.get(INTENT), message.get(SECTION) or "", message.get(SUBJECT) or "")


def _as_piece(message: Message) -> dict[str, Any]:
    return {
        "span": message.get(PIECE_SPAN),
        INTENT: message.get(INTENT),
        ANSWERABLE: message.get(ANSWERABLE),
        SUBJECT_GUESS: message.get(SUBJECT_GUESS),
        SECTION_RANKING: message.get(SECTION_RANKING)[:_RANKED_OF_A_PIECE],
    }


def _sparse(messages: list[Message]) -> csr_matrix:
    return vstack([message.get_sparse_features(TEXT)[1].features for message in messages]).tocsr()


def _dense(messages: list[Message]) -> np.ndarray | None:
    """The vectors, shape (messages, dimensions), or None where the encoder is away."""
    features = [message.get_dense_features(TEXT)[1] for message in messages]
    if any(feature is None for feature in features):
        return None
    return np.concatenate([feature.features for feature in features])


def _centred(features: csr_matrix | np.ndarray, centre: np.ndarray | None) -> csr_matrix | np.ndarray:
    # e5's vectors all point roughly the same way; what they have in common tells nothing.
    if centre is None:
        return features
    moved = features - centre
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _logsumexp(scores: np.ndarray) -> np.ndarray:
    top = scores.max(axis=1, keepdims=True)
    return top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
