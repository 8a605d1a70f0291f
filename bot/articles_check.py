"""Finds faults in the articles that would make the assistant answer wrongly, by file and line.

A file that can be read may still lack a translation, give another figure in one language than in the others, or ask for
two sections with the same question. With the originals at hand, it is also checked that every figure comes from them
and that no sentence does.

>>> check()
[]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path

from bot.articles import Article, ArticleError, Section, Source, article_paths, read_article
from bot.figures import figures
from bot.languages import LANGUAGES
from bot.paths import ARTICLES
from bot.topics import TOPICS

HEADING_CHARACTERS = 60  # at most; a heading is also the title of a button
TEXT_CHARACTERS = 600  # at most
TEXT_WORDS = range(40, 91)
QUESTIONS = 10  # a section, at least
COPIED_WORDS = 8  # a run this long is a copy of the original

_WORD = re.compile(r"[^\W_]+")

_Run = tuple[str, ...]  # COPIED_WORDS words, case-folded


@dataclass(frozen=True, order=True)
class Finding:
    """A fault, where it stands and how to mend it."""

    path: Path
    line: int  # from 1; of a missing file or a folder, 1
    problem: str

    def __str__(self) -> str:
        return f"{_shown(self.path)}:{self.line}: {self.problem}"


def check(folder: Path = ARTICLES, originals: Path | None = None) -> list[Finding]:
    """The faults of the articles below `folder`, by path and line; none if all is well.

    Args:
        folder: holds one folder an article, with one file a language.
        originals: holds the texts that the articles retell, as .txt files; without it nothing is compared with them.
    """
    paths = article_paths(folder)
    articles, findings = _read(paths)
    findings += [] if paths else [Finding(folder, 1, "holds no article; put one in <article>/<language>.md below it")]
    findings += _missing_languages(paths)
    findings += chain.from_iterable(_not_nfc(article.path) for article in articles)
    names = {path.parent.name for path in paths}
    for article, section in _each_section(articles):
        findings += (Finding(article.path, section.line, problem) for problem in _section(section, names))
    for name in sorted(names):
        findings += _translations([article for article in articles if article.name == name])
    for language in LANGUAGES:
        findings += _repetitions([article for article in articles if article.language == language])
    if originals is not None:
        findings += _against_originals(articles, originals)
    return sorted(findings)


def _read(paths: Iterable[Path]) -> tuple[list[Article], list[Finding]]:
    """The articles that can be read, in the order of LANGUAGES, and a finding for each that cannot."""
    articles: list[Article] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            articles.append(read_article(path))
        except ArticleError as error:
            findings.append(_unreadable(path, error))
    return sorted(articles, key=lambda article: LANGUAGES.index(article.language)), findings


def _unreadable(path: Path, error: ArticleError) -> Finding:
    line, _, problem = str(error).removeprefix(f"{path}:").partition(": ")
    return Finding(path, int(line), " ".join(problem.split()))


def _each_section(articles: Iterable[Article]) -> Iterator[tuple[Article, Section]]:
    return ((article, section) for article in articles for section in article.sections)


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# One file


def _missing_languages(paths: Iterable[Path]) -> Iterator[Finding]:
    there = set(paths)
    for folder in {path.parent for path in there}:
        files = {folder / f"{language}.md" for language in LANGUAGES}
        for path in files - there:
            example = min(files & there).name
            yield Finding(path, 1, f"is missing; write it, with the sections that {example} has")


def _not_nfc(path: Path) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        word = next((word for word in line.split() if not unicodedata.is_normalized("NFC", word)), None)
        if word is not None:
            mend = f"write it as {ascii(unicodedata.normalize('NFC', word))}"
            yield Finding(path, number, f"{ascii(word)} is not Unicode NFC; {mend}")


def _section(section: Section, articles: Iterable[str]) -> Iterator[str]:
    """The problems of a section that can be told without looking at another."""
    yield from _heading(section.heading)
    yield from _text(section)
    if section.topic not in TOPICS:
        yield f"topic {section.topic!r} is unknown; choose one of {', '.join(TOPICS)}"
    for name in set(section.also).difference(articles):
        yield f"also={name} names no article; there are {', '.join(sorted(articles))}"
    different = len({_folded(question) for question in section.questions})
    if different < QUESTIONS:
        yield f"section {section.id!r} has {different} different questions; add {QUESTIONS - different} or more"


def _heading(heading: str) -> Iterator[str]:
    if not heading.endswith("?"):
        yield f"heading {heading!r} does not end with a question mark; word it as a question"
    if len(heading) > HEADING_CHARACTERS:
        yield f"heading {heading!r} has {len(heading)} characters; shorten it to {HEADING_CHARACTERS}"


def _text(section: Section) -> Iterator[str]:
    characters, words = len(section.text), len(section.text.split())
    if characters > TEXT_CHARACTERS:
        yield f"the text of {section.id!r} has {characters} characters; shorten it to {TEXT_CHARACTERS}"
    if words not in TEXT_WORDS:
        wanted = f"{TEXT_WORDS[0]} to {TEXT_WORDS[-1]}"
        yield f"the text of {section.id!r} has {words} words; {'lengthen' if words < TEXT_WORDS[0] else 'shorten'} it" + (
            f" to {wanted}"
        )


# One article in its languages


def _translations(articles: list[Article]) -> Iterator[Finding]:
    """Compares the languages of one article with the first of them that can be read."""
    for article in articles[1:]:
        yield from _front_matter(articles[0], article)
        yield from _section_ids(articles[0], article)
        yield from _section_pairs(articles[0], article)


def _front_matter(first: Article, other: Article) -> Iterator[Finding]:
    for key in (field.name for field in fields(Source)):
        here, there = getattr(other.source, key), getattr(first.source, key)
        if here != there:
            problem = f"{key} is {here!r}, but {there!r} in {first.path.name}; make them the same"
            yield Finding(other.path, _front_matter_line(other.path, key), problem)


def _front_matter_line(path: Path, key: str) -> int:
    """The line of a key in the front matter; the first line of the file where the key is missing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = lines.index("---", 1) if "---" in lines[1:] else len(lines)
    return next((number for number, line in enumerate(lines[:end], start=1) if line.startswith(f"{key}:")), 1)


def _section_ids(first: Article, other: Article) -> Iterator[Finding]:
    expected, found = _by_id(first), _by_id(other)
    for missing in (id_ for id_ in expected if id_ not in found):
        problem = f"section {missing!r} is missing, which {first.path.name} has; translate it"
        yield Finding(other.path, 1, problem)
    for surplus in (id_ for id_ in found if id_ not in expected):
        problem = f"section {surplus!r} is missing in {first.path.name}; translate it there, or correct the id"
        yield Finding(other.path, found[surplus].line, problem)
    ordered = [id_ for id_ in expected if id_ in found]
    for id_, instead in zip((id_ for id_ in found if id_ in expected), ordered, strict=True):
        if id_ != instead:
            problem = f"section {id_!r} stands where {first.path.name} has {instead!r}; put them in the same order"
            yield Finding(other.path, found[id_].line, problem)
            return  # the sections after it are out of place for the same reason


def _by_id(article: Article) -> dict[str, Section]:
    """The sections by id; of two with the same id, which is a finding of its own, the first."""
    return {section.id: section for section in reversed(article.sections)} | {}


def _section_pairs(first: Article, other: Article) -> Iterator[Finding]:
    expected, found = _by_id(first), _by_id(other)
    for id_, section in found.items():
        if id_ in expected:
            for problem in _differences(expected[id_], first, section, other):
                yield Finding(other.path, section.line, problem)


def _differences(expected: Section, first: Article, section: Section, other: Article) -> Iterator[str]:
    name = first.path.name
    if section.topic != expected.topic:
        yield f"topic of {section.id!r} is {section.topic!r}, but {expected.topic!r} in {name}; make them the same"
    if section.also != expected.also:
        here, there = (",".join(also) or "nothing" for also in (section.also, expected.also))
        yield f"also of {section.id!r} is {here}, but {there} in {name}; make them the same"
    here_only, there_only = _compare(_figures(section, other), _figures(expected, first))
    if here_only:
        yield f"figures {here_only} of {section.id!r} are not in {name}; give the same figures in both"
    if there_only:
        yield f"figures {there_only} of {section.id!r} are only in {name}; give the same figures in both"
