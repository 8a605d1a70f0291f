"""What the action reads out of a tracker."""

from actions.turn import Mention, read_turn


def user(text: str, section: str = "pay-abroad", **more: object) -> dict:
    parse_data = {
        "text": text,
        "intent": {"name": "pay"},
        "entities": [],
        "answerable": 0.9,
        "section_ranking": [{"section": section, "confidence": 0.8}],
        **more,
    }
    return {"event": "user", "text": text, "parse_data": parse_data, "metadata": {}}


def bot(section: str | None) -> dict:
    return {"event": "bot", "data": {"custom": {"section": section}}}


def state(events: list[dict], slots: dict | None = None) -> dict:
    return {"events": events, "slots": slots or {}, "latest_message": events[-1]["parse_data"]}


def test_the_question_brings_ranking_and_mentions_as_written() -> None:
    entity = {"entity": "country", "value": "greece", "start": 5, "end": 14}
    turn = read_turn(state([user("lön i GrEklaND", entities=[{**entity, "start": 6, "end": 14}])], {"language": "sv"}))
    assert turn.language == "sv"
    assert turn.question.ranking == {"pay-abroad": 0.8}
    assert turn.question.answerable == 0.9
    assert turn.question.mentions == (Mention("country", "greece", "GrEklaND"),)
    assert turn.previous is None


def test_the_previous_question_is_the_last_that_a_section_answered() -> None:
    events = [
        user("lön", "pay-sweden"),
        bot("pay-sweden"),
        user("hej", answerable=0.0),
        bot(None),
        user("och utomlands då"),
    ]
    turn = read_turn(state(events))
    assert turn.previous is not None
    assert turn.previous.text == "lön"
    assert turn.previous_section == "pay-sweden"


def test_a_question_that_was_answered_with_a_question_can_be_followed_up() -> None:
    turn = read_turn(state([user("lön", "pay-sweden"), bot(None), user("i sverige menar jag")]))
    assert turn.previous is not None
    assert turn.previous_section == "pay-sweden"


def test_a_follow_up_that_was_answered_points_to_its_answer() -> None:
    events = [user("och utomlands då", "life-abroad"), bot("pay-abroad"), user("och i usa")]
    turn = read_turn(state(events))
    assert turn.previous is not None
    assert turn.previous.ranking == {"pay-abroad": 1.0}


def test_a_button_names_section_or_topic() -> None:
    pressed = user("/ask", entities=[{"entity": "section", "value": "pay-usa"}])
    assert read_turn(state([pressed])).asked_section == "pay-usa"
    pressed = user("/ask", entities=[{"entity": "topic", "value": "pay"}])
    assert read_turn(state([pressed])).asked_topic == "pay"


def test_a_tracker_with_nothing_in_it_is_read() -> None:
    turn = read_turn({})
    assert (turn.question.text, turn.question.ranking, turn.previous) == ("", {}, None)


def test_pieces_keep_what_they_name_themselves() -> None:
    text = "lön i grekland och krav"
    entity = {"entity": "country", "value": "greece", "start": 6, "end": 14}
    pieces = [
        {"span": [0, 14], "intent": {"name": "pay"}, "answerable": 0.9, "section_ranking": []},
        {"span": [19, 23], "intent": {"name": "requirements"}, "answerable": 0.8, "section_ranking": []},
    ]
    first, second = read_turn(state([user(text, entities=[entity], pieces=pieces)])).question.pieces
    assert (first.text, first.mentions) == ("lön i grekland", (Mention("country", "greece", "grekland"),))
    assert (second.text, second.mentions, second.answerable) == ("krav", (), 0.8)


def test_replies_that_answered_nothing_are_counted_up_to_the_last_that_did() -> None:
    unanswered = {"event": "bot", "data": {"custom": {"section": None, "status": "unanswered"}}}
    clarify = {"event": "bot", "data": {"custom": {"section": None, "status": "clarify"}}}
    answered = {"event": "bot", "data": {"custom": {"section": "krakow", "status": "answered"}}}
    events = [unanswered, answered, user("a"), unanswered, user("b"), clarify, user("c")]
    turn = read_turn(state(events))
    assert turn.unhelpful == 2
    assert turn.last_section is None
    assert read_turn(state([unanswered, answered, user("a")])).last_section == "krakow"


def test_the_site_comes_from_the_latest_message() -> None:
    latest = {**user("lön"), "metadata": {"site": "acme"}}
    assert read_turn(state([user("hej"), latest])).site == "acme"
    assert read_turn(state([user("hej")])).site == ""
