"""A message read together with the question before it.

A section is likely when the message itself makes it so, when the question before did, when it is of the topic that was
answered, and when it is about the same employer or place. Exponents and factors are fitted to the development cases
(docs/measurements.md).
"""

from __future__ import annotations

from actions.turn import Question, Ranking, Turn
from bot import gazetteer
from bot.articles import Library, Section

_UNRANKED = 1e-5  # least probability of a section, which a ranking need not hold
_FOLLOW_UP_WEIGHT = 0.8  # exponent of the probability that a message gave which says little by itself
_PREVIOUS_WEIGHT = 0.6  # exponent of the probability that the question before gave
_SAME_TOPIC = 12.0  # factor for the topic that was answered
_SAME_SECTION = 0.2  # factor for the section that was answered: few ask for the same again
_SAME_NAME = 30.0  # factor for sections about the same employer or place as the one that answered
_SHORT = 8  # words; a longer message says by itself what it is about
_LEANING = (0.02, 0.99)  # a short message as likely answerable as this is read as a follow-up

_BEYOND = 0.8  # share of the unanswerable in what a follow-up may be, from which nothing answers it
_LEAST_BEYOND = 1e-4  # probability of the unanswerable, below which that share says nothing


def in_context(turn: Turn, library: Library) -> tuple[Ranking, float]:
    """The ranking to decide by, likeliest first, and the probability that any section answers."""
    if turn.previous is None or turn.previous_section is None or not leans_on_previous(turn.question):
        return turn.question.ranking, turn.question.answerable
    return fused(turn, library), 0.0 if is_beyond(turn.question) else 1.0


def is_beyond(question: Question) -> bool:
    """Whether a message that leans on the question before asks for what no section answers ("og skatten da?")."""
    content = question.answerable + question.unanswerable
    return question.unanswerable >= max(_LEAST_BEYOND, _BEYOND * content)


def fused(turn: Turn, library: Library) -> Ranking:
    """The message's ranking and that of the question before in one."""
    question, before = turn.question, turn.previous
    answered = library.section(turn.previous_section or "", turn.language)
    if before is None or answered is None:
        return question.ranking
    own_weight = _FOLLOW_UP_WEIGHT if question.intent == "follow_up" else 1.0
    names = gazetteer.names_in(answered.heading)

    def likelihood(section: Section) -> float:
        own = max(question.ranking.get(section.id, 0.0), _UNRANKED) ** own_weight
        earlier = max(before.ranking.get(section.id, 0.0), _UNRANKED) ** _PREVIOUS_WEIGHT
        topic = _SAME_TOPIC if section.topic == answered.topic else 1.0
        name = _SAME_NAME if names & gazetteer.names_in(section.heading) else 1.0
        return own * earlier * topic * name * (_SAME_SECTION if section == answered else 1.0)

    likely = sorted(((likelihood(s), s.id) for s in library.sections(turn.language).values()), reverse=True)
    total = sum(value for value, _ in likely)
    return {section: value / total for value, section in likely}


def leans_on_previous(question: Question) -> bool:
    """Whether a message is to be read with the question before it."""
    least, most = _LEANING
    short = len(question.text.split()) <= _SHORT
    return question.intent == "follow_up" or (short and least <= question.answerable < most)
