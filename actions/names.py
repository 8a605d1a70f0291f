"""Places and employers: what is said of one does not answer for another."""

from __future__ import annotations

from actions.turn import Mention, Question
from bot import gazetteer
from bot.articles import Library, Section

# Names of which an answer that leaves them out would be beside the point, and those of which it may speak in general.
_EMPLOYER = "employer"
_PLACES = ("country", "city")


def is_about_another(question: Question, section: Section, library: Library) -> bool:
    """Whether the question names an employer that the section is not about, or another place than the section's."""
    if _unmentioned(question, section, (_EMPLOYER,), library):
        return True
    places = [mention for mention in question.mentions if mention.kind in _PLACES]
    if any(gazetteer.mentions(section.heading, place.kind, place.name) for place in places):
        return False
    if section.topic == "pay" and gazetteer.speaks_of_abroad(section.heading):
        return any(gazetteer.is_home(place.name) for place in places)
    return bool(places) and gazetteer.places_in(section.heading)


def in_general(question: Question, section: Section, library: Library) -> str | None:
    place = _unmentioned(question, section, _PLACES, library)
    return place.written if place else None


def _unmentioned(question: Question, section: Section, kinds: tuple[str, ...], library: Library) -> Mention | None:
    """The first name of those kinds in the question, where the section mentions none of them."""
    named = [mention for mention in question.mentions if mention.kind in kinds]
    if not named:
        return None
    publishers = (source.publisher for source in library.sources(section))
    text = " ".join((section.heading, section.text, *publishers))
    if any(gazetteer.mentions(text, mention.kind, mention.name) for mention in named):
        return None
    return named[0]
