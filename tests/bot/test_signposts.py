"""Who is named where no article answers."""

import pytest
import yaml

from bot.languages import LANGUAGES, Language
from bot.paths import NLU, SIGNPOSTS
from bot.signposts import signpost

SUBJECTS = yaml.safe_load(SIGNPOSTS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_of_the_examples_has_a_signpost(language: Language) -> None:
    blocks = yaml.safe_load((NLU / language / "out_of_scope.yml").read_text(encoding="utf-8"))["nlu"]
    for block in blocks:
        assert language in SUBJECTS[block["metadata"]["subject"]]


def test_an_unknown_subject_gets_the_general_signpost() -> None:
    assert signpost(None, "da") == signpost("no such subject", "da") == SUBJECTS["general"]["da"]


def test_each_country_has_its_own_services() -> None:
    assert "skatteverket.se" in signpost("tax", "sv")
    assert "skatteetaten.no" in signpost("tax", "nb")
    assert "skat.dk" in signpost("tax", "da")
