"""Conversations with the running assistant: what candidates get, and what nothing they send can break."""

import json
import re
import uuid

import pytest
import requests

from bot.articles import Library
from bot.cases import read_cases
from bot.client import Client
from bot.evaluate import evaluate, summary
from bot.languages import answered_in
from bot.paths import CASES
from bot.settings import Settings
from bot.unanswered import recorded

AUTOMATIC = {"sv": "automatisk assistent", "nb": "automatisk assistent", "da": "automatisk assistent"}


@pytest.fixture
def conversation() -> str:
    return uuid.uuid4().hex


@pytest.mark.timeout(600)
def test_cases_pass_in_every_language(assistant: Settings) -> None:
    # The half that nobody tunes to; `jobbsvar evaluate` puts both.
    outcomes = evaluate(read_cases(sorted(CASES.glob("test-*.jsonl"))), assistant.rasa_url)
    print(summary(outcomes))
    for language in ("sv", "nb", "da"):
        of_language = [o for o in outcomes if answered_in(o.case.lang) == language]
        assert len(of_language) >= 150
        # A floor somewhat below what was measured (docs/measurements.md), where the targets stand, too.
        assert _share(o.passed for o in of_language if o.case.kind == "answer") >= 0.78
        assert _share(o.passed for o in of_language if o.case.kind == "oos") >= 0.85
        assert _share(o.passed for o in of_language if o.case.kind == "smalltalk") >= 0.90
        assert _share(o.in_the_right_language for o in of_language) >= 0.93
    assert _share(o.wrongly_answered for o in outcomes) <= 0.09
    assert _share(o.in_the_right_language for o in outcomes) >= 0.96


def _share(passed: object) -> float:
    values = list(passed)
    return sum(values) / len(values)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("sv", "Vad tjänar man i kundtjänst utomlands?"),
        ("nb", "Hva tjener man i kundeservice i utlandet?"),
        ("da", "Hvad tjener man i kundeservice i udlandet?"),
    ],
)
def test_an_answer_keeps_the_reply_contract(client: Client, conversation: str, language: str, question: str) -> None:
    reply = client.ask(conversation, question)

    assert re.search(r"12[ .]000", reply.text)
    assert AUTOMATIC[language] in reply.text
    assert reply.text.splitlines()[-1] in (
        "Källa: Arbeta inom kundtjänst utomlands, Workwide",
        "Kilde: Arbeta inom kundtjänst utomlands, Workwide",
    )
    assert 2 <= len(reply.buttons) <= 3
    assert set(reply.custom) == {"status", "language", "section", "confidence", "sources"}
    assert (reply.custom["status"], reply.custom["language"]) == ("answered", language)
    assert reply.custom["section"] == "pay-abroad"
    assert 0.3 <= reply.custom["confidence"] <= 1
    assert reply.custom["sources"] == [
        {
            "title": "Arbeta inom kundtjänst utomlands",
            "publisher": "Workwide",
            "url": "https://www.workwide.se/arbeta-inom-kundtjanst-utomlands/",
        }
    ]


def test_every_button_below_an_answer_is_answered_with_its_section(client: Client, conversation: str) -> None:
    first = client.ask(conversation, "vad tjänar man i kundtjänst i sverige")
    for title, payload in first.buttons:
        reply = client.ask(conversation, payload)
        section = Library.read().section(reply.custom["section"], "sv")
        assert section is not None
        assert section.heading == title
        assert section.text in reply.text


def test_only_the_first_reply_introduces_the_assistant(client: Client, conversation: str) -> None:
    assert "automatisk assistent" in client.ask(conversation, "hur är arbetstiderna").text
    assert "automatisk assistent" not in client.ask(conversation, "vad krävs för att få jobb utomlands").text


def test_a_greeting_introduces_the_assistant_once_and_offers_topics(client: Client, conversation: str) -> None:
    reply = client.ask(conversation, "hejsan")
    assert reply.text.count("automatisk assistent") == 1
    assert len(reply.buttons) == 6
    assert client.ask(conversation, reply.buttons[0][1]).custom["status"] == "clarify"


def test_a_follow_up_is_read_with_the_question_before_it(client: Client, conversation: str) -> None:
    client.ask(conversation, "hva tjener man i kundeservice i sverige")
    assert client.ask(conversation, "enn i utlandet da").custom["section"] == "pay-abroad"


def test_a_short_message_keeps_the_language_of_the_conversation(client: Client, conversation: str) -> None:
    client.ask(conversation, "hvad laver man egentlig på et callcenter hele dagen")
    assert client.ask(conversation, "ok").custom["language"] == "da"


def test_the_language_can_be_changed_by_words_and_stays_changed(client: Client, conversation: str) -> None:
    client.ask(conversation, "hur är arbetstiderna på callcenter")
    confirmed = client.ask(conversation, "kan du svara på norska")
    assert confirmed.custom["language"] == "nb"
    assert "norsk" in confirmed.text
    assert client.ask(conversation, "vad tjänar man utomlands").custom["language"] == "nb"


def test_the_language_can_be_changed_by_button(client: Client, conversation: str) -> None:
    foreign = client.ask(conversation, "Hello, I am looking for a job but I only speak English and some Polish")
    assert foreign.custom["language"] == "en"
    danish = next(payload for title, payload in foreign.buttons if title == "Dansk")
    assert client.ask(conversation, danish).custom["language"] == "da"


def test_the_hint_of_the_channel_is_the_first_language(assistant: Settings) -> None:
    body = {"sender": uuid.uuid4().hex, "message": "ok", "metadata": {"language": "nn-NO"}}
    parts = requests.post(f"{assistant.rasa_url}/webhooks/rest/webhook", json=body, timeout=30).json()
    assert parts[1]["custom"]["language"] == "nb"


def test_a_place_that_the_section_does_not_mention_is_answered_in_general(client: Client, conversation: str) -> None:
    reply = client.ask(conversation, "vad tjänar man på callcenter i grekland")
    assert reply.custom["status"] == "answered"
    assert "nämner inte Grekland" in reply.text


def test_pay_in_a_country_without_figures_is_not_answered_with_another_countrys(
    client: Client, conversation: str
) -> None:
    reply = client.ask(conversation, "hva er medianlønna i kundeservice i norge")
    assert reply.custom["status"] == "unanswered"
    assert "17 000" not in reply.text


def test_pay_at_an_employer_that_no_section_knows_is_not_answered(client: Client, conversation: str) -> None:
    assert client.ask(conversation, "vad tjänar man i kundtjänst på klarna").custom["status"] != "answered"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("jag vill inte leva längre", "90101"),
        ("eg orkar ikkje å leve meir", "116 123"),
        ("jeg har lyst til at dø", "70 201 201"),
    ],
)
def test_who_does_not_want_to_live_hears_who_helps(client: Client, conversation: str, text: str, number: str) -> None:
    assert number in client.ask(conversation, text).text


def test_a_follow_up_on_another_place_is_answered_for_that_place_or_not_at_all(
    client: Client, conversation: str
) -> None:
    assert client.ask(conversation, "vad tjänar man utomlands").custom["section"] == "pay-abroad"
    assert client.ask(conversation, "och i sverige").custom["section"] == "pay-sweden"
    norway = client.ask(conversation, "och i norge då")
    assert norway.custom["status"] == "unanswered"
    assert "scb.se" in norway.text


def test_two_questions_of_one_message_are_both_answered(client: Client, conversation: str) -> None:
    reply = client.ask(conversation, "vad tjänar man utomlands och måste man kunna engelska?")
    assert reply.custom["status"] == "answered"
    assert re.search(r"12 000", reply.text)
    assert re.search(r"engelska", reply.text.replace("Källa", ""))
    assert len(reply.custom["sources"]) == 2


def test_an_answer_is_given_shorter_and_not_twice_in_the_same_words(client: Client, conversation: str) -> None:
    question = "vad tjänar man i kundtjänst utomlands"
    full = client.ask(conversation, question).text
    detail = client.ask(conversation, "hur mycket är det").text
    assert "12 000" in detail
    assert len(detail) < len(full) * 0.7
    again = client.ask(conversation, question)
    assert again.custom["section"] == "pay-abroad"
    short = client.ask(conversation, "kan du ta det lite kortare")
    assert short.custom["section"] == "pay-abroad"
    assert len(short.text) < len(full) / 2


def test_a_correction_gets_what_was_meant(client: Client, conversation: str) -> None:
    assert client.ask(conversation, "hvem er elin").custom["section"] == "elin"
    assert client.ask(conversation, "nei, jeg mente josefine").custom["section"] == "josefine"


def test_after_three_replies_that_did_not_help_a_person_is_a_button_away(client: Client, conversation: str) -> None:
    for question in ("hvordan er skatten på malta", "må man have visum", "kan jeg tage min hund med på arbejde"):
        reply = client.ask(conversation, question)
        assert reply.custom["status"] == "unanswered"
    assert reply.buttons[-1] == ("Sådan får du fat i et menneske", "/talk_to_a_person")
    person = client.ask(conversation, reply.buttons[-1][1])
    assert (person.custom["status"], person.custom["language"]) == ("smalltalk", "da")


def test_what_nothing_answered_can_be_listed_without_who_asked(assistant: Settings, client: Client) -> None:
    conversation = uuid.uuid4().hex
    client.ask(conversation, "får man ta med sin iguana till kontoret? mejla mig på iguana@example.se")
    found = [q for q in recorded(assistant.database_url) if "iguana" in q.question]
    assert [question.question for question in found] == ["får man ta med sin iguana till kontoret? mejla mig på ***"]
    assert conversation not in str(found)


BAD_INPUT = {
    "empty": "",
    "blank": " \t\n ",
    "huge": "vad tjänar man " * 7000,
    "emoji": "😂😂😂",
    "control characters": "\x00\x01\x1b[31m\x07",
    "lone surrogate": "\ud83d",
    "html": "<b>hej</b><script>alert(1)</script>",
    "restart": "/restart",
    "an intent by hand": '/pay{"x":"y"}',
    "slots by hand": '/ask{"section": "pay-abroad", "language": "da"}',
    "back": "/back",
    "another language": "Wie viel verdient man in einem Callcenter im Ausland und welche Arbeitszeiten gibt es dort?",
    "a number": 42,
    "nothing": None,
    "a picture": {"type": "image", "url": "https://example.com/a.jpg"},
    "a list": ["hej"],
    "braces": "{intent} {0} %s ${HOME}",
}


@pytest.mark.parametrize("message", BAD_INPUT.values(), ids=BAD_INPUT.keys())
def test_bad_input_gets_a_friendly_reply_and_the_next_question_its_answer(
    assistant: Settings, client: Client, conversation: str, message: object
) -> None:
    client.ask(conversation, "vilka arbetstider har man i kundtjänst egentligen")

    # As an escape in JSON a lone surrogate travels; requests itself would refuse it.

    parts = requests.post(
        f"{assistant.rasa_url}/webhooks/rest/webhook",
        data=json.dumps({"sender": conversation, "message": message}),
        timeout=30,
    ).json()

    assert [sorted(part) for part in parts] in (
        [["recipient_id", "text"], ["custom", "recipient_id"]],
        [["buttons", "recipient_id", "text"], ["custom", "recipient_id"]],
    )
    assert parts[0]["text"].strip()
    assert "<script>" not in parts[0]["text"]
    assert parts[1]["custom"]["language"] in ("sv", "en")
    after = client.ask(conversation, "vad tjänar man i kundtjänst utomlands")
    assert (after.custom["section"], after.custom["language"]) == ("pay-abroad", "sv")


@pytest.mark.parametrize("body", ["", "[]", "{", '"hej"', "null"])
def test_a_body_that_is_no_message_is_refused(assistant: Settings, body: str) -> None:
    answer = requests.post(f"{assistant.rasa_url}/webhooks/rest/webhook", data=body, timeout=30)
    assert answer.status_code == 400


def test_callers_without_a_name_do_not_share_a_conversation(assistant: Settings) -> None:
    url = f"{assistant.rasa_url}/webhooks/rest/webhook"
    first, second = (requests.post(url, json={"message": "hej"}, timeout=30).json()[0] for _ in range(2))
    assert first["recipient_id"] != second["recipient_id"]


def test_no_question_reaches_the_log(assistant: Settings, client: Client, conversation: str) -> None:
    from bot.paths import VAR

    client.ask(conversation, "xyzzyplugh vad tjänar man")
    logs = [path.read_text(encoding="utf-8", errors="replace") for path in (VAR / "log").glob("*.log")]
    assert logs
    assert not any("xyzzyplugh" in log for log in logs)
