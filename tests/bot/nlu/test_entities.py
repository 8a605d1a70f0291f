"""Names are found however a candidate spells them, where they stand, and only where they stand."""

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import gazetteer
from bot.importer import LANGUAGE
from bot.languages import LANGUAGES
from bot.nlu.entities import GazetteerEntityExtractor
from bot.nlu.tokenizer import NordicTokenizer


@pytest.fixture(scope="module")
def extractor() -> GazetteerEntityExtractor:
    return GazetteerEntityExtractor()


@pytest.fixture
def find(extractor: GazetteerEntityExtractor, storage: ModelStorage, resource: Resource, context: ExecutionContext):
    """Finds the names of a text: triples of kind, name and the text's own words."""
    tokenizer = NordicTokenizer.create(NordicTokenizer.get_default_config(), storage, resource, context)

    def found(text: str, language: str = "sv") -> list[tuple[str, str, str]]:
        (message,) = extractor.process(tokenizer.process([Message(data={TEXT: text, LANGUAGE: language})]))
        entities = message.get(ENTITIES, [])
        return [(entity["entity"], entity["value"], text[entity["start"] : entity["end"]]) for entity in entities]

    return found


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("vad tjänar man i Grekland?", "sv", ("country", "greece", "Grekland")),
        ("Hva tjener man i Hellas?", "nb", ("country", "greece", "Hellas")),
        ("hvad tjener man i GRÆKENLAND", "da", ("country", "greece", "GRÆKENLAND")),
        # inflected
        ("Sveriges löner", "sv", ("country", "sweden", "Sveriges")),
        ("Polens callcenter", "sv", ("country", "poland", "Polens")),
        ("Københavns kontorer", "da", ("city", "copenhagen", "Københavns")),
        # without å ä ö æ ø
        ("bo i goteborg", "sv", ("city", "gothenburg", "goteborg")),
        ("job i koebenhavn", "da", ("city", "copenhagen", "koebenhavn")),
        ("job i grekenland", "da", ("country", "greece", "grekenland")),
        ("hos elkjop", "nb", ("employer", "elkjop", "elkjop")),
        ("jobba i ÖSTERRIKE", "sv", ("country", "austria", "ÖSTERRIKE")),
        # misspelt
        ("lön i greklnad eller greklan", "sv", ("country", "greece", "greklan")),
        ("jobba i barselona", "sv", ("city", "barcelona", "barselona")),
        ("hos teleperformence", "nb", ("employer", "teleperformance", "teleperformence")),
        ("jobba hos vattenfal", "sv", ("employer", "vattenfall", "vattenfal")),
        # of several words
        ("jobba på  Skin City!", "sv", ("employer", "skincity", "Skin City")),
        ("hos Danske Banks kundeservice", "da", ("employer", "danske-bank", "Danske Banks")),
        ("til Las Palmas, tak", "da", ("city", "las-palmas", "Las Palmas")),
    ],
)
def test_a_name_is_found_where_it_stands(find, text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert expected in find(text, language)


def test_every_name_of_a_message_is_found_in_order(find) -> None:
    assert find("från Malmö till Belgrad i Serbien") == [
        ("city", "malmo", "Malmö"),
        ("city", "belgrade", "Belgrad"),
        ("country", "serbia", "Serbien"),
    ]


def test_the_longer_of_two_names_counts(find) -> None:
    assert find("jobba med teknisk support") == [("job", "technical-support", "teknisk support")]


@pytest.mark.parametrize("text", ["pollen", "poler", "norgw", "oslp", "balli", "visna", "sasa", "ika", "tela"])
def test_a_short_name_is_not_guessed_from_a_word_that_is_like_it(find, text: str) -> None:
    assert find(f"jag undrar om {text} alltså") == []


@pytest.mark.parametrize("text", ["gräklund", "barsslona", "hur mycket får man i lön", "", "?", "polenmarsch"])
def test_what_is_no_name_is_not_found(find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", ["jobb i Halland", "job på Lolland", "jobb i Vestland", "jobba i inland"])
def test_a_place_at_home_is_not_taken_for_a_country_that_is_spelt_alike(find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("kind", gazetteer.KINDS)
def test_every_form_of_the_gazetteer_is_found_in_every_language(find, kind: str) -> None:
    missed = [
        (language, form)
        for language in LANGUAGES
        for name, forms in gazetteer.read()[kind].items()
        for form in forms
        if (kind, name, form) not in find(f"hej, {form}?", language)
    ]
    assert missed == []


def test_entities_at_hand_are_kept(extractor: GazetteerEntityExtractor) -> None:
    at_hand = {"entity": "language", "value": "sv"}
    message = Message(data={TEXT: "Polen", ENTITIES: [at_hand], "text_tokens": [Token("Polen", 0)]})
    extractor.process([message])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["sv", "poland"]


def test_a_message_without_tokens_has_no_names(extractor: GazetteerEntityExtractor) -> None:
    (message,) = extractor.process([Message(data={TEXT: "Polen"})])
    assert message.get(ENTITIES) is None


def test_a_changed_gazetteer_asks_for_another_training(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    before = GazetteerEntityExtractor.fingerprint_addon({})
    changed = tmp_path / "gazetteer.yml"
    changed.write_text("country: {}", encoding="utf-8")
    monkeypatch.setattr("bot.nlu.entities.GAZETTEER", changed)
    assert GazetteerEntityExtractor.fingerprint_addon({}) != before
