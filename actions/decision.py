"""Sure, torn or unsure: what to do with a question, given how likely each section answers it.

The thresholds are measured; `docs/measurements.md` has the command and the curve.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.turn import Mention, Question, Ranking, Turn
from bot import gazetteer
from bot.articles import Library, Section
from bot.languages import Language
from bot.neighbours import neighbours

ANSWERABLE = 0.6  # probability that any section answers, from which one is sought
LEADING = 0.3  # the best section's probability given that, from which it alone is the answer
NEAR = 0.05  # a section's probability given that, from which it is offered as near to what was asked
CHOICES = 3  # buttons below a reply
TOPIC_CHOICES = 5  # buttons below a topic

# A follow-up is read together with what it follows: a section is likely when its own probability is, when the question
# before made it likely, and when it is of the topic that was answered. Exponents and factors are measured.
_UNRANKED = 1e-5  # probability of a section that a ranking does not hold
_OWN_WEIGHT = 0.5  # exponent of the probability that the follow-up gave
_PREVIOUS_WEIGHT = 0.6  # exponent of the probability that the question before gave
_SAME_TOPIC = 7.4  # factor for the topic that was answered
_SAME_SECTION = 0.14  # factor for the section that was answered: few ask for the same again
_SHORT = 8  # words; a longer message says by itself what it is about
_MAYBE_ANSWERABLE = (0.05, 0.95)  # a short message that says neither by itself is read as a follow-up

# Names of which an answer that leaves them out would be beside the point, and those of which it may speak in general.
_EMPLOYER = "employer"
_PLACES = ("country", "city")


@dataclass(frozen=True)
class Answered:
    """One section answers."""

    section: Section
    confidence: float
    neighbours: tuple[Section, ...]
    in_general: str | None = None  # the place that was asked about and that the section does not mention


@dataclass(frozen=True)
class Clarify:
    """Several sections might answer; the candidate chooses."""

    choices: tuple[Section, ...]
    confidence: float
    by_topic: bool = False  # the candidate pressed a topic's button


@dataclass(frozen=True)
class Unanswered:
    """No section answers; these are the nearest, if any is near."""

    nearest: tuple[Section, ...]
    confidence: float  # that no section answers


Decision = Answered | Clarify | Unanswered


def decide(turn: Turn, library: Library) -> Decision:
    """What to reply to a turn."""
    if turn.asked_section:
        section = library.section(turn.asked_section, turn.language)
        if section is not None:
            return Answered(section, 1.0, _beside(section, turn, library))
    if turn.asked_topic:
        sections = [s for s in library.sections(turn.language).values() if s.topic == turn.asked_topic]
        return Clarify(tuple(sections[:TOPIC_CHOICES]), 1.0, by_topic=True)
    return _decide_by_ranking(turn, library)


def _decide_by_ranking(turn: Turn, library: Library) -> Decision:
    ranking, answerable = _in_context(turn, library)
    sections = _known(ranking, turn.language, library)
    nearest = tuple(section for section in sections if ranking[section.id] >= NEAR)[:CHOICES]
    if not sections or answerable < ANSWERABLE:
        return Unanswered(nearest, 1.0 - answerable)
    best = sections[0]
    if _is_about_another(turn.question, best, library):
        return Unanswered(nearest, answerable)
    confidence = answerable * ranking[best.id]
    if ranking[best.id] < LEADING:
        return Clarify(nearest, confidence)
    return Answered(best, confidence, _beside(best, turn, library), _in_general(turn.question, best, library))


def _in_context(turn: Turn, library: Library) -> tuple[Ranking, float]:
    """The ranking to decide by, likeliest first, and the probability that any section answers."""
    question, before = turn.question, turn.previous
    answered = library.section(turn.previous_section or "", turn.language)
    if before is None or answered is None or not _leans_on_previous(question):
        return question.ranking, question.answerable

    def likelihood(section: Section) -> float:
        own = max(question.ranking.get(section.id, _UNRANKED), _UNRANKED) ** _OWN_WEIGHT
        earlier = max(before.ranking.get(section.id, _UNRANKED), _UNRANKED) ** _PREVIOUS_WEIGHT
        topic = _SAME_TOPIC if section.topic == answered.topic else 1.0
        return own * earlier * topic * (_SAME_SECTION if section == answered else 1.0)

    likely = sorted(((likelihood(s), s.id) for s in library.sections(turn.language).values()), reverse=True)
    total = sum(value for value, _ in likely)
    return {section: value / total for value, section in likely}, 1.0


def _leans_on_previous(question: Question) -> bool:
    least, most = _MAYBE_ANSWERABLE
    short = len(question.text.split()) <= _SHORT
    return question.intent == "follow_up" or (short and least <= question.answerable < most)


def _known(ranking: Ranking, language: Language, library: Library) -> list[Section]:
    found = (library.section(section_id, language) for section_id in ranking)
    return [section for section in found if section is not None]


def _beside(section: Section, turn: Turn, library: Library) -> tuple[Section, ...]:
    """Neighbouring questions to offer below an answer, without the one that was answered before."""
    found = neighbours(section.id, turn.language, library)
    return tuple(library.sections(turn.language)[i] for i in found if i != turn.previous_section)[:CHOICES]


def _is_about_another(question: Question, section: Section, library: Library) -> bool:
    """Whether the question names an employer that the section is not about, or another place than the section's."""
    if _unmentioned(question, section, (_EMPLOYER,), library):
        return True
    return gazetteer.places_in(section.heading) and _in_general(question, section, library) is not None


def _in_general(question: Question, section: Section, library: Library) -> str | None:
    place = _unmentioned(question, section, _PLACES, library)
    return place.written if place else None


def _unmentioned(question: Question, section: Section, kinds: tuple[str, ...], library: Library) -> Mention | None:
    """The first name of those kinds in the question, where the section mentions none of them."""
    named = [mention for mention in question.mentions if mention.kind in kinds]
    publishers = (source.publisher for source in library.sources(section))
    text = " ".join((section.heading, section.text, *publishers))
    if any(gazetteer.mentions(text, mention.kind, mention.name) for mention in named):
        return None
    return named[0] if named else None
