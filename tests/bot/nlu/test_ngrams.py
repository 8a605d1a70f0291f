"""N-grams are the same after a restart, and hardly mind how a word is spelt."""

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import CharNgramFeaturizer

TEXTS = ["vad är lönen", "hva er lønnen", "hvad er lønnen", "vilka arbetstider", "hvilke arbejdstider", "lön i polen"]


def config(**more: int) -> dict[str, object]:
    return {**CharNgramFeaturizer.get_default_config(), "min_count": 1, **more}


def example(text: str) -> Message:
    return Message(data={TEXT: text, INTENT: "pay"})


@pytest.fixture
def trained(storage: ModelStorage, resource: Resource, context: ExecutionContext) -> CharNgramFeaturizer:
    featurizer = CharNgramFeaturizer.create(config(), storage, resource, context)
    featurizer.train(TrainingData([example(text) for text in TEXTS]))
    return featurizer


def features(featurizer: CharNgramFeaturizer, text: str | None) -> csr_matrix:
    """The row of one message, out of a message with another before it."""
    data = {} if text is None else {TEXT: text}
    _, message = featurizer.process([Message(data={TEXT: "vad är lönen"}), Message(data=data)])
    return message.get_sparse_features(TEXT)[1].features


def closeness(featurizer: CharNgramFeaturizer, one: str, other: str) -> float:
    return (features(featurizer, one) @ features(featurizer, other).T).toarray().item()


@pytest.mark.parametrize("text", ["vad är lönen", "hur är arbetstiderna i polen", "qqq"])
def test_after_a_restart_the_features_are_the_same(
    trained: CharNgramFeaturizer, storage: ModelStorage, resource: Resource, context: ExecutionContext, text: str
) -> None:
    loaded = CharNgramFeaturizer.load(config(), storage, resource, context)
    before, after = features(trained, text), features(loaded, text)
    assert before.shape == after.shape
    assert np.array_equal(before.toarray(), after.toarray())


def test_a_row_is_of_unit_length_and_zero_for_what_was_never_seen(trained: CharNgramFeaturizer) -> None:
    assert np.linalg.norm(features(trained, "lönen").toarray()) == pytest.approx(1)
    assert features(trained, "qqq").nnz == features(trained, "").nnz == features(trained, None).nnz == 0


def test_spellings_without_nordic_letters_and_capitals_have_the_same_features(trained: CharNgramFeaturizer) -> None:
    assert closeness(trained, "VAD ÄR LÖNEN", "vad ar lonen") == pytest.approx(1)


def test_a_misspelt_word_is_nearer_than_another(trained: CharNgramFeaturizer) -> None:
    assert closeness(trained, "arbetstider", "arbetstidr") > 0.6 > closeness(trained, "arbetstider", "lönen")


def test_training_examples_get_the_features_that_messages_get(trained: CharNgramFeaturizer) -> None:
    data = trained.process_training_data(TrainingData([example("lön i polen")]))
    (trained_on,) = data.nlu_examples
    row = trained_on.get_sparse_features(TEXT)[1].features
    assert np.array_equal(row.toarray(), features(trained, "lön i polen").toarray())


def test_rare_ngrams_do_not_count(storage: ModelStorage, resource: Resource, context: ExecutionContext) -> None:
    featurizer = CharNgramFeaturizer.create(config(min_count=2), storage, resource, context)
    featurizer.train(TrainingData([example(text) for text in TEXTS]))
    assert features(featurizer, "xx polen").nnz > 0
    assert features(featurizer, "pol").nnz < features(featurizer, "arb").nnz


@pytest.mark.parametrize(("least", "most"), [(0, 3), (4, 3)])
def test_lengths_that_make_no_range_are_refused(least: int, most: int) -> None:
    with pytest.raises(ValueError, match=f"min_ngram {least} and max_ngram {most}"):
        CharNgramFeaturizer.validate_config(config(min_ngram=least, max_ngram=most))
