"""A payload is what one of the bot's buttons sends: it fits Telegram, and nothing else passes for one."""

import json

import pytest
import yaml
from rasa.core.nlg.interpolator import interpolate

from bot.articles import Library
from bot.languages import LANGUAGES
from bot.paths import ROOT
from bot.payloads import ask_section, ask_topic, choose_language, is_own_payload
from bot.topics import TOPICS

TELEGRAM_BYTES = 64  # https://core.telegram.org/bots/api#inlinekeyboardbutton, callback_data


def section_ids() -> list[str]:
    library = Library.read()
    return sorted({section for language in LANGUAGES for section in library.sections(language)})


@pytest.mark.parametrize(
    "payload", [*map(ask_section, section_ids()), *map(ask_topic, TOPICS), *map(choose_language, LANGUAGES)]
)
def test_every_payload_fits_telegram_and_is_known_again(payload: str) -> None:
    assert len(payload.encode()) <= TELEGRAM_BYTES
    assert is_own_payload(payload)


def test_the_longest_section_id_fits_telegram() -> None:
    assert len(ask_section("a" * 30).encode()) <= TELEGRAM_BYTES
    assert is_own_payload(ask_section("a" * 30))
    assert not is_own_payload(ask_section("a" * 31))


def test_a_payload_carries_what_it_asks_for() -> None:
    assert json.loads(ask_section("pay-abroad").removeprefix("/ask")) == {"section": "pay-abroad"}
    assert json.loads(ask_topic("pay").removeprefix("/ask")) == {"topic": "pay"}
    assert json.loads(choose_language("da").removeprefix("/change_language")) == {"requested_language": "da"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/ask",
        "/restart",
        'ask{"topic": "pay"}',
        ' /ask{"topic": "pay"}',
        '/ask{"topic": "pay"}\n',
        '/ask{"topic":"pay"}',
        '/ask{"topic": "weather"}',
        '/ask{"topic": "pay", "section": "pay-abroad"}',
        '/ask{"section": ""}',
        '/ask{"section": "Pay-Abroad"}',
        '/ask{"section": "pay abroad"}',
        '/ask{"section": "pay-abroad"}{"language": "sv"}',
        '/ask{"language": "sv"}',
        '/ask{"section": "pay-abroad"} och mer',
        '/pay{"topic": "pay"}',
        '/change_language{"requested_language": "en"}',
        '/change_language{"section": "pay-abroad"}',
        '/ask{{"topic": "pay"}}',
    ],
)
def test_a_near_miss_is_no_payload(text: str) -> None:
    assert not is_own_payload(text)


def test_every_button_of_the_domain_sends_a_payload_of_the_bots_own() -> None:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    buttons = [b for variants in responses.values() for variant in variants for b in variant.get("buttons") or []]
    sent = [interpolate(button["payload"], {"name": None}) for button in buttons]
    assert sent
    assert [payload for payload in sent if not is_own_payload(payload)] == []
