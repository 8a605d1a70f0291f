"""Sure, torn or unsure: what to do with a question, given how likely each section answers it.

The thresholds are measured; `docs/measurements.md` has the command and the curve.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from actions.calibration import calibrated
from actions.context import fused, in_context, is_beyond, leans_on_previous
from actions.detail import asked_detail, nearest, sentences, telling
from actions.names import in_general, is_about_another
from actions.turn import Question, Ranking, Turn
from bot.articles import Library, Section
from bot.languages import Language, fold
from bot.neighbours import neighbours
from bot.signposts import FAR

ANSWERABLE = 0.7  # probability that any section answers, from which one does
MAYBE_ANSWERABLE = 0.15  # the same, from which the likeliest sections are offered as what may be meant
LEADING = 0.45  # the best section's probability, from which it alone is the answer,
LEADING_IN_CONTEXT = 0.6  # the same of a message that leans on the question before, which is less sure ground,
AHEAD = 1.1  # provided that it is so many times the next one's
FITTING = 0.3  # probability of all sections that fit the places and employers in the question, from which one answers
LEAST_FITTING = 0.005  # the same for a follow-up, of the sections of its topic
NEAR = 0.03  # a section's probability, from which it is offered as near to what was asked
CHOICES = 3  # buttons below a reply
TOPIC_CHOICES = 5  # buttons below a topic

# A message of several questions: each piece answers by itself, if it is sure and the whole message speaks of it, too.
_SURE_PIECE = 0.6  # confidence of a piece's own answer
_SURE_NOT = 0.97  # confidence that no section answers a piece
_SURE_BESIDE_A_NO = 0.8  # confidence of the answer to one piece, where another is answered by none
_IN_THE_WHOLE = 5  # sections of the whole message's ranking, one of which the piece's section must be

_GENERALLY = 0.5  # probability that what is said of pay abroad answers for a place that no section names
_PAY = "pay"  # the topic, and the subject of pay where no section tells it

_SURE_CORRECTION = 0.5  # probability of a section, from which it is what a correction means


@dataclass(frozen=True)
class Answered:
    """One section answers."""

    section: Section
    confidence: float
    neighbours: tuple[Section, ...]
    in_general: str | None = None  # the place that was asked about and that the section does not mention
    excerpt: str | None = None  # what is said of it, where that is not all
    manner: Literal["answer", "answer_again", "closest"] = "answer"  # how it is worded, in `bot/wording.yml`


@dataclass(frozen=True)
class Clarify:
    """The candidate is asked which of some sections is meant."""

    choices: tuple[Section, ...]
    confidence: float
    wording: str = "clarify"  # how it is asked, in `bot/wording.yml`


@dataclass(frozen=True)
class Unanswered:
    """No section answers; these are the nearest, if any is near."""

    nearest: tuple[Section, ...]
    confidence: float  # that no section answers
    subject: str | None = None  # what it is about instead
    is_detail: bool = False  # of what was just answered


@dataclass(frozen=True)
class Several:
    """A message of several questions: what answers each, and after them what no section answers."""

    answers: tuple[Answered, ...]
    unanswered: Unanswered | None = None


Decision = Answered | Clarify | Unanswered | Several


def decide(turn: Turn, library: Library) -> Decision:
    """What to reply to a turn."""
    section = library.section(turn.asked_section or "", turn.language)
    if section is not None:
        return Answered(section, 1.0, _beside(section, turn, library))
    if turn.asked_topic:
        return Clarify(_typical(turn.asked_topic, turn.language, library), 1.0, "choose")
    if turn.question.intent == "ask":
        return Clarify((), 1.0, "choose")
    if turn.question.intent == "tell_me_more":
        return _more(turn, library)
    if turn.question.intent == "shorten":
        return _shorter(turn, library)
    if turn.question.intent == "correct":
        return _corrected(turn, library)
    if turn.question.intent == "reject":
        return _rejected(turn, library)
    if turn.refused and turn.question.intent == "follow_up" and turn.question.answerable < MAYBE_ANSWERABLE:
        return Unanswered((), 1.0 - turn.question.answerable, turn.refused)
    return _believable(_several(turn, library) or _by_ranking(turn, library))


def _believable(decision: Decision) -> Decision:
    """The same with the confidence of each answer made the probability that it is right."""
    if isinstance(decision, Several):
        answers = tuple(replace(answer, confidence=calibrated(answer.confidence)) for answer in decision.answers)
        return replace(decision, answers=answers)
    if isinstance(decision, Answered):
        return replace(decision, confidence=calibrated(decision.confidence))
    return decision


def _several(turn: Turn, library: Library) -> Several | None:
    """The answers to the questions of one message, None where it holds but one."""
    answers: dict[str, Answered] = {}
    unanswered = None
    likely = list(turn.question.ranking)[:_IN_THE_WHOLE]
    for piece in turn.question.pieces:
        decision = _by_ranking(replace(turn, question=piece, previous=None, last_section=None), library)
        if isinstance(decision, Answered) and decision.confidence >= _SURE_PIECE and decision.section.id in likely:
            answers.setdefault(decision.section.id, decision)
        elif (
            isinstance(decision, Unanswered)
            and decision.confidence >= _SURE_NOT
            and decision.subject not in (None, FAR)
        ):
            unanswered = decision
    if unanswered and not any(answer.confidence >= _SURE_BESIDE_A_NO for answer in answers.values()):
        return None
    if len(answers) + (unanswered is not None) < 2:
        return None
    return Several(tuple(answers.values())[:2], unanswered)


def _by_ranking(turn: Turn, library: Library) -> Answered | Clarify | Unanswered:
    ranking, answerable = in_context(turn, library)
    sections = _known(ranking, turn.language, library)
    if not sections or (answerable < ANSWERABLE and not _is_pay_somewhere_abroad(turn.question, sections[0], library)):
        return _offer(turn.question, _known(turn.question.ranking, turn.language, library))
    near = _near(sections, ranking, answerable)
    fitting = [section for section in sections if not is_about_another(turn.question, section, library)]
    if sum(ranking[section.id] for section in fitting) < FITTING:
        # "och i Sverige?" drops what was answered for abroad; the same topic may have a section that fits.
        fitting = _of_the_topic_before(fitting, turn, library)
    share = sum(ranking[section.id] for section in fitting)
    if share < LEAST_FITTING:
        return Unanswered(near, 1.0 - answerable * share, _PAY if sections[0].topic == _PAY else None)
    best = fitting[0]
    confidence = max(answerable, _GENERALLY) * ranking[best.id] / share
    least = LEADING_IN_CONTEXT if turn.previous and leans_on_previous(turn.question) else LEADING
    if confidence < least or not _is_ahead([ranking[section.id] for section in fitting]):
        return Clarify(_near(fitting, ranking, answerable), confidence)
    if best.id == turn.last_section:
        return _again(Answered(best, confidence, _beside(best, turn, library)), near, turn)
    return Answered(best, confidence, _beside(best, turn, library), in_general(turn.question, best, library))


def _is_pay_somewhere_abroad(question: Question, likeliest: Section, library: Library) -> bool:
    """Whether it asks what a place pays that no section tells of; what is said of pay abroad answers it in general."""
    about_pay = question.subject == _PAY and likeliest.topic == _PAY
    return about_pay and in_general(question, likeliest, library) is not None


def _again(answer: Answered, near: tuple[Section, ...], turn: Turn) -> Answered | Unanswered:
    """What was just answered is not said all over again, unless it is asked for in the same words."""
    others = tuple(section for section in dict.fromkeys((*near, *answer.neighbours)) if section != answer.section)
    answer = replace(answer, neighbours=others[:CHOICES])
    if turn.previous and fold(turn.previous.text) == fold(turn.question.text):
        return replace(answer, manner="answer_again")
    detail = asked_detail(turn.question.text)
    if detail is None:
        return replace(answer, excerpt=nearest(turn.question.text, answer.section.text), manner="closest")
    excerpt = telling(detail, answer.section.text)
    if excerpt is None:
        return Unanswered(answer.neighbours, answer.confidence, is_detail=True)
    return replace(answer, excerpt=excerpt)


def _of_the_topic_before(sections: list[Section], turn: Turn, library: Library) -> list[Section]:
    """Those of the topic that was answered, where the message leans on it."""
    before = library.section(turn.previous_section or "", turn.language)
    if before is None or not leans_on_previous(turn.question):
        return []
    return [section for section in sections if section.topic == before.topic]


def _is_ahead(probabilities: list[float]) -> bool:
    """Whether the first stands out from the second."""
    first, second = (*probabilities, 0.0)[:2]
    return first >= AHEAD * second


def _offer(question: Question, sections: list[Section]) -> Clarify | Unanswered:
    """What to say where probably no section answers: which ones may be meant, or that it is not known."""
    if question.intent == "follow_up" and not is_beyond(question):  # of nothing that is known
        choices = tuple(section for section in sections if question.ranking[section.id] >= LEADING)[:CHOICES]
        return Clarify(choices, 1.0 - question.answerable, "clarify" if choices else "no_more_at_all")
    near = _near(sections, question.ranking, question.answerable)
    asked = question.intent not in ("out_of_scope", "follow_up")
    if asked and question.answerable >= MAYBE_ANSWERABLE and near:
        return Clarify(near, question.answerable)
    if question.subject == FAR:
        near = ()
    return Unanswered(near, 1.0 - question.answerable, None if asked else question.subject)


def _more(turn: Turn, library: Library) -> Answered | Clarify:
    """To who wants to hear more, or why: the sentence that tells why, or that the sources say no more."""
    answered = library.section(turn.previous_section or "", turn.language)
    if answered is None:
        return Clarify((), 1.0, "no_more_at_all")
    beside = _beside(answered, turn, library)
    reason = telling("reason", answered.text) if asked_detail(turn.question.text) == "reason" else None
    if reason:
        return Answered(answered, 1.0, beside, excerpt=reason)
    return Clarify(beside, 1.0, "no_more")


def _shorter(turn: Turn, library: Library) -> Answered | Clarify:
    """The heart of the answer that was just given."""
    answered = library.section(turn.last_section or "", turn.language)
    if answered is None:
        return Clarify((), 1.0, "no_more_at_all")
    return Answered(answered, 1.0, _beside(answered, turn, library), excerpt=sentences(answered.text)[0])


def _corrected(turn: Turn, library: Library) -> Answered | Clarify | Unanswered:
    """To who says what was meant instead."""
    ranking = fused(turn, library)
    sections = [section for section in _known(ranking, turn.language, library) if section.id != turn.last_section]
    fitting = [section for section in sections if not is_about_another(turn.question, section, library)]
    if len(fitting) < len(sections):  # it names a place, which only a section of the same topic can be meant for
        fitting = _of_the_topic_before(fitting, turn, library)
        if not fitting:
            return Unanswered((), 1.0, _PAY)
    share = sum(ranking[section.id] for section in fitting)
    if fitting and ranking[fitting[0].id] >= _SURE_CORRECTION * share:
        return Answered(fitting[0], ranking[fitting[0].id] / share, _beside(fitting[0], turn, library))
    return _misunderstood(fitting, turn, library)


def _rejected(turn: Turn, library: Library) -> Clarify:
    """To who only says that the answer was wrong: what else the question before may have meant."""
    ranking = turn.previous.ranking if turn.previous else {}
    sections = [section for section in _known(ranking, turn.language, library) if section.id != turn.last_section]
    return _misunderstood([section for section in sections if ranking[section.id] >= NEAR], turn, library)


def _misunderstood(likely: list[Section], turn: Turn, library: Library) -> Clarify:
    rejected = library.section(turn.last_section or "", turn.language)
    beside = _beside(rejected, turn, library) if rejected else ()
    choices = tuple(dict.fromkeys((*likely[:CHOICES], *beside)))[:CHOICES]
    return Clarify(choices, 1.0, "misunderstood" if choices else "no_more_at_all")


def _near(sections: list[Section], ranking: Ranking, answerable: float) -> tuple[Section, ...]:
    return tuple(section for section in sections if answerable * ranking.get(section.id, 0.0) >= NEAR)[:CHOICES]


def _known(ranking: Ranking, language: Language, library: Library) -> list[Section]:
    found = (library.section(section_id, language) for section_id in ranking)
    return [section for section in found if section is not None]


def _beside(section: Section, turn: Turn, library: Library) -> tuple[Section, ...]:
    """Neighbouring questions to offer below an answer, without the one that was answered before."""
    found = neighbours(section.id, turn.language, library)
    return tuple(library.sections(turn.language)[i] for i in found if i != turn.previous_section)[:CHOICES]


def _typical(topic: str, language: Language, library: Library) -> tuple[Section, ...]:
    """The sections that stand for a topic: those with most in common with its others."""
    of_topic = [section for section in library.sections(language).values() if section.topic == topic]
    ids = {section.id for section in of_topic}

    def links(section: Section) -> int:
        return sum(section.id in neighbours(other, language, library) for other in ids)

    return tuple(sorted(of_topic, key=links, reverse=True)[:TOPIC_CHOICES])
