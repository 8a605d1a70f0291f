"""Articles, their sections and questions, read from Markdown files.

One file holds one article in one language (`data/articles/<article>/<language>.md`):

    ---
    title: Arbeta inom kundtjänst utomlands
    publisher: Workwide
    url: https://www.workwide.se/arbeta-inom-kundtjanst-utomlands/
    original: workwide-kundtjanst-utomlands.txt
    ---

    ## Vad tjänar man i kundtjänst utomlands? {#pay-abroad topic=pay}

    The text that answers the heading.

    - a question that asks for this section
    - another one

`also=` after the topic names further articles on which the section rests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from bot.languages import LANGUAGES, Language, is_language
from bot.paths import ARTICLES
from bot.payloads import SECTION_ID


class ArticleError(ValueError):
    """A file that does not have the format above; the message names the file, the line and the mend."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


@dataclass(frozen=True)
class Source:
    """The original that an article retells. Fields that are not known are empty."""

    title: str
    publisher: str
    url: str = ""
    author: str = ""
    date: str = ""  # ISO 8601
    original: str = ""  # its file name among the originals

    def as_reply(self) -> dict[str, str]:
        """The source as the reply contract has it: title, publisher and url."""
        return {"title": self.title, "publisher": self.publisher, "url": self.url}


@dataclass(frozen=True)
class Section:
    """The part of an article that answers one question, in one language."""

    id: str
    topic: str
    heading: str
    text: str
    questions: tuple[str, ...]
    article: str  # its article's folder
    also: tuple[str, ...] = ()  # other articles that it rests on
    line: int = 0  # of the heading, in the file
    question_lines: tuple[int, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Article:
    """One article in one language."""

    name: str  # its folder
    language: Language
    source: Source
    sections: tuple[Section, ...]
    path: Path


class Library:
    """Every article in every language, looked up by section id.

    >>> library = Library.read()
    >>> library.section("pay-abroad", "sv").topic
    'pay'
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles: tuple[Article, ...] = tuple(articles)
        self._sections: dict[Language, dict[str, Section]] = {language: {} for language in LANGUAGES}
        for article in self.articles:
            for section in article.sections:
                self._sections[article.language][section.id] = section

    @classmethod
    def read(cls, folder: Path = ARTICLES) -> Library:
        """Reads all articles below `folder`.

        Raises:
            ArticleError: a file is not in the format.
        """
        return cls(read_article(path) for path in article_paths(folder))

    def sections(self, language: Language) -> Mapping[str, Section]:
        """The sections of one language by id, in the order of the files."""
        return self._sections[language]

    def section(self, section_id: str, language: Language) -> Section | None:
        """The section in that language, or None where there is none with that id."""
        return self._sections[language].get(section_id)

    def sources(self, section: Section) -> list[Source]:
        """The sources that a section rests on, its own article's first."""
        return [self._source_of[name] for name in (section.article, *section.also)]

    @cached_property
    def _source_of(self) -> dict[str, Source]:
        return {article.name: article.source for article in self.articles}


def article_paths(folder: Path = ARTICLES) -> list[Path]:
    """The article files below `folder`, in a stable order. Files of other languages or kinds are not articles."""
    return sorted(path for path in folder.glob("*/*.md") if is_language(path.stem))


_FRONT_MATTER_KEYS = frozenset(Source.__dataclass_fields__)
_HEADING = re.compile(
    r"##\s+(?P<heading>.*?)\s*\{#(?P<id>\S+)\s+topic=(?P<topic>\S+?)(?:\s+also=(?P<also>\S+))?\s*\}\s*"
)


def read_article(path: Path) -> Article:
    """Reads one article file.

    Raises:
        ArticleError: the file is not UTF-8, lacks its front matter or a section is not in the format.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()  # Windows editors begin with a mark
    except UnicodeDecodeError as error:
        raise ArticleError(path, 1, f"is not UTF-8 ({error.reason}); save it as UTF-8") from error
    if not is_language(path.stem):
        raise ArticleError(path, 1, f"is named after no language; name it {' or '.join(f'{x}.md' for x in LANGUAGES)}")
    source, body_at = _front_matter(path, lines)
    return Article(
        name=path.parent.name,
        language=path.stem,
        source=source,
        sections=tuple(_sections(path, lines, body_at)),
        path=path,
    )


def _front_matter(path: Path, lines: Sequence[str]) -> tuple[Source, int]:
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise ArticleError(path, 1, "begins with no front matter; put title and publisher between two lines of ---")
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    try:
        values = yaml.safe_load("\n".join(lines[1:end])) or {}
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that is none
        raise ArticleError(path, 2, f"front matter is not YAML: {error}") from error
    if not isinstance(values, dict):
        raise ArticleError(path, 2, "front matter holds no `key: value` lines")
    unknown = sorted(map(str, set(values) - _FRONT_MATTER_KEYS))
    if unknown:
        raise ArticleError(path, 2, f"front matter has {', '.join(unknown)}; known are {sorted(_FRONT_MATTER_KEYS)}")
    for key in ("title", "publisher"):
        if not values.get(key):
            raise ArticleError(path, 2, f"front matter has no {key}")
    return Source(**{key: str(value) for key, value in values.items() if value is not None}), end + 1


def _sections(path: Path, lines: Sequence[str], start: int) -> Iterator[Section]:
    heads = [number for number in range(start, len(lines)) if lines[number].startswith("## ")]
    stray = next((n for n in range(start, heads[0] if heads else len(lines)) if lines[n].strip()), None)
    if stray is not None:
        raise ArticleError(path, stray + 1, "text before the first section; begin it with `## heading {#id topic=…}`")
    for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield _section(path, lines, head, end)


def _section(path: Path, lines: Sequence[str], head: int, end: int) -> Section:
    match = _HEADING.fullmatch(lines[head])
    if match is None:
        raise ArticleError(path, head + 1, "heading is not `## heading {#id topic=topic}`")
    if SECTION_ID.fullmatch(match["id"]) is None:
        raise ArticleError(path, head + 1, f"id {match['id']!r} is not up to 30 of a-z, 0-9 and -")
    text: list[str] = []
    questions: list[tuple[int, str]] = []
    for number in range(head + 1, end):
        line = lines[number].strip()
        if line.startswith("- "):
            questions.append((number + 1, line[2:].strip()))
        elif line and questions:
            raise ArticleError(path, number + 1, "text after the questions; put it before them")
        elif line:
            text.append(line)
    if not text:
        raise ArticleError(path, head + 1, f"section {match['id']} has no text")
    return Section(
        id=match["id"],
        topic=match["topic"],
        heading=match["heading"],
        text=" ".join(text),
        questions=tuple(question for _, question in questions),
        article=path.parent.name,
        also=tuple(match["also"].split(",")) if match["also"] else (),
        line=head + 1,
        question_lines=tuple(number for number, _ in questions),
    )
