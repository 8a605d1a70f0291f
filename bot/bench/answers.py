"""The same cases put to this assistant, to Rasa's default pipeline and to passages ranked by e5."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from tqdm import tqdm

from bot.articles import Library
from bot.bench.passages import Passage, Passages
from bot.bench.pipelines import ASK, RASA_DEFAULT, TrainedPipeline
from bot.bench.styles import STYLES, style
from bot.cases import Case, Outcome
from bot.client import Reply
from bot.evaluate import evaluate
from bot.importer import LANGUAGE, SECTION, ArticleImporter
from bot.languages import LANGUAGES, is_language
from bot.paths import ROOT
from bot.reply import reply

# Takes a case, gives the reply's text and its `custom` object.
System = Callable[[Case], tuple[str, dict[str, Any]]]

_SMALL_TALK = frozenset(
    {"greet", "thanks", "goodbye", "what_are_you", "what_can_you_do", "talk_to_a_person", "privacy", "erase_my_data"}
)


def bench_answers(
    cases: Sequence[Case], development: Sequence[Case], url: str, originals: Path | None
) -> dict[str, list[Outcome]]:
    """The outcomes of every system by its name.

    Args:
        development: cases to choose the cosine on, below which e5 does not answer.
        url: where this assistant runs.
        originals: the folder of the originals, None to leave e5 out.
    """
    outcomes = {"Jobbsvar": evaluate(cases, url)}
    outcomes["Rasa's default"] = _put(cases, rasa_default(), "Rasa's default")
    if originals is not None:
        outcomes["e5 passages"] = _put(cases, e5_passages(originals, development), "e5 passages")
    return outcomes


def table(outcomes: dict[str, list[Outcome]]) -> str:
    """Right, wrong and refused by language and style, the systems side by side."""
    return "\n\n".join(
        [
            _rows("Answered right, of what can be answered", outcomes, _answerable, lambda o: o.passed),
            _rows("Answered wrongly, of all", outcomes, _all, lambda o: o.wrongly_answered),
            _rows("Not answered, of what can be answered", outcomes, _answerable, _refused),
            _rows("Not answered, of what cannot be", outcomes, _unanswerable, lambda o: o.passed),
            _rows("Small talk right", outcomes, _small_talk, lambda o: o.passed),
            _rows("In the candidate's language", outcomes, _all, lambda o: o.in_the_right_language),
        ]
    )


def _all(outcome: Outcome) -> bool:
    return True


def _answerable(outcome: Outcome) -> bool:
    return outcome.case.kind == "answer"


def _unanswerable(outcome: Outcome) -> bool:
    return outcome.case.kind == "oos"


def _small_talk(outcome: Outcome) -> bool:
    return outcome.case.kind == "smalltalk"


def _refused(outcome: Outcome) -> bool:
    return outcome.reply.custom.get("status") != "answered"


def _rows(
    title: str,
    outcomes: dict[str, list[Outcome]],
    counted: Callable[[Outcome], bool],
    good: Callable[[Outcome], bool],
) -> str:
    lines = [f"{title:<42}" + "".join(f"{system:>20}" for system in outcomes)]
    for name, belongs in _groups():
        cells = []
        for system in outcomes.values():
            chosen = [outcome for outcome in system if counted(outcome) and belongs(outcome.case)]
            share = f"{100 * sum(map(good, chosen)) / len(chosen):.1f} %" if chosen else "-"
            cells.append(f"{share:>12} of {len(chosen):<4}")
        if not all(cell.strip().startswith("-") for cell in cells):
            lines.append(f"  {name:<40}" + "".join(cells))
    return "\n".join(lines)


def _groups() -> Iterator[tuple[str, Callable[[Case], bool]]]:
    yield "all", lambda case: True
    for language, codes in (("sv", "sv"), ("nb and nn", "nb nn"), ("nn alone", "nn"), ("da", "da")):
        yield language, partial(_is_in, codes.split())
    for name in STYLES:
        yield name, partial(_has_style, name)


def _is_in(languages: Sequence[str], case: Case) -> bool:
    return case.lang in languages


def _has_style(name: str, case: Case) -> bool:
    return style(case) == name


def _put(cases: Sequence[Case], system: System, name: str) -> list[Outcome]:
    outcomes = []
    for case in tqdm(cases, desc=name, unit="case", leave=False):
        began = time.perf_counter()
        text, custom = system(case)
        outcomes.append(Outcome(case, Reply(text, (), custom, time.perf_counter() - began)))
    return outcomes


def rasa_default() -> System:
    """Rasa's default pipeline, trained on the questions and examples of this project; it sees one message alone."""
    library = Library.read()
    pipeline = TrainedPipeline.train(RASA_DEFAULT, _labelled_examples())
    small_talk = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]

    def answer(case: Case) -> tuple[str, dict[str, Any]]:
        label, confidence = pipeline.label(case.text)
        name, _, language = label.removeprefix(f"{ASK}/").partition("__")
        if not is_language(language):
            return "", reply("unanswered", "en", confidence=confidence)
        section = library.section(name, language)
        if section is not None and label.startswith(f"{ASK}/"):
            return section.text, reply("answered", language, section=name, confidence=confidence)
        if name in _SMALL_TALK:
            return _said(small_talk[f"utter_{name}"], language), reply("smalltalk", language, confidence=confidence)
        return "", reply("unanswered", language, confidence=confidence)

    return answer


def _said(responses: Sequence[dict[str, Any]], language: str) -> str:
    return next(r["text"] for r in responses if any(c["value"] == language for c in r.get("condition", [])))


def _labelled_examples() -> Iterator[tuple[str, str]]:
    data = ArticleImporter(training_data_paths=[str(ROOT / "data")]).get_nlu_data()
    for message in data.intent_examples:
        language, section = message.get(LANGUAGE), message.get(SECTION)
        if language in LANGUAGES:
            yield (
                f"{ASK}/{section}__{language}" if section else f"{message.get('intent')}__{language}",
                message.get("text"),
            )


def e5_passages(originals: Path, development: Sequence[Case]) -> System:
    """e5 alone, silent below the cosine that makes most of the development cases right."""
    passages = Passages(originals)
    found = [(case, *passages.nearest(case.text)) for case in tqdm(development, desc="e5's threshold", leave=False)]

    def right(threshold: float) -> int:
        replies = (_passage_reply(passage, cosine, threshold) for _, passage, cosine in found)
        return sum(
            Outcome(case, Reply(text, (), custom, 0.0)).passed
            for (case, _, _), (text, custom) in zip(found, replies, strict=True)
        )

    threshold = max((cosine for _, _, cosine in found), key=right)

    def answer(case: Case) -> tuple[str, dict[str, Any]]:
        return _passage_reply(*passages.nearest(case.text), threshold)

    return answer


def _passage_reply(passage: Passage, cosine: float, threshold: float) -> tuple[str, dict[str, Any]]:
    if cosine < threshold:
        return "", reply("unanswered", passage.language, confidence=cosine)
    return passage.text, reply("answered", passage.language, section=passage.article, confidence=cosine)
