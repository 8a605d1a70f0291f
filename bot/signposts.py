"""Who to ask where no article answers: `data/signposts.yml`, by subject and language."""

from __future__ import annotations

from functools import cache

import yaml

from bot.languages import Language
from bot.paths import SIGNPOSTS

FAR = "other"  # the subject of questions that have nothing to do with these jobs
_GENERAL = "general"


def signpost(subject: str | None, language: Language) -> str:
    """A sentence that names who knows about a subject; a general one where the subject is not known."""
    return _signposts().get(subject or _GENERAL, _signposts()[_GENERAL])[language]


@cache
def _signposts() -> dict[str, dict[Language, str]]:
    return yaml.safe_load(SIGNPOSTS.read_text(encoding="utf-8"))
