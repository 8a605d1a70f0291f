"""The `custom` object that ends every reply: the contract that other programs rely on."""

from __future__ import annotations

from typing import Any


def reply(
    status: str,
    language: str,
    *,
    section: str | None = None,
    confidence: float = 0.0,
    sources: list[dict[str, str]] | None = None,
) -> dict[str, Any]:
    """The object for one reply.

    Args:
        status: answered, clarify, unanswered or smalltalk.
        language: of the reply's text: sv, nb, da or en.
        section: id of the section that answered, None for any other status.
        confidence: that this is the right reply, 0 to 1.
        sources: title, publisher and url of each source.
    """
    return {
        "status": status,
        "language": language,
        "section": section,
        "confidence": round(float(confidence), 3),
        "sources": sources or [],
    }
