"""The `custom` object keeps the reply contract of DESIGN.md."""

import json

import numpy as np

from bot.reply import reply

SOURCE = {"title": "Arbeta utomlands", "publisher": "Workwide", "url": "https://www.workwide.se/"}


def test_an_answer_names_its_section_confidence_and_sources() -> None:
    assert reply("answered", "sv", section="pay-abroad", confidence=0.87, sources=[SOURCE]) == {
        "status": "answered",
        "language": "sv",
        "section": "pay-abroad",
        "confidence": 0.87,
        "sources": [SOURCE],
    }


def test_any_other_reply_has_the_same_fields_empty() -> None:
    expected = {"status": "unanswered", "language": "da", "section": None, "confidence": 0.0, "sources": []}
    assert reply("unanswered", "da") == expected


def test_a_confidence_out_of_numpy_goes_into_json_rounded() -> None:
    assert json.loads(json.dumps(reply("clarify", "nb", confidence=np.float32(0.123456))))["confidence"] == 0.123
