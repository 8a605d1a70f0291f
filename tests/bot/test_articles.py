"""Articles are read as written, and a fault in one is named with its file and line."""

from pathlib import Path

import pytest

from bot.articles import ArticleError, Library, Section, Source, article_paths, read_article

HEAD = "---\ntitle: Arbeta utomlands\npublisher: Workwide\n---\n\n"
BODY = "## Vad tjänar man? {#pay topic=pay}\n\nMan tjänar olika.\n\n- vad får man i lön\n- lön\n"


def write(folder: Path, text: str | bytes, name: str = "one/sv.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_article_is_read_with_its_source_and_sections(tmp_path: Path) -> None:
    front = "---\ntitle: Arbeta\npublisher: Workwide\nurl: https://a.se/\n"
    front += "author: Eva\ndate: 2017-10-30\noriginal: a.txt\n---\n"
    second = "\n## Hur ofta jobbar man? {#hours topic=hours also=two,three}\n\nFörsta stycket.\n\nAndra stycket.\n"
    article = read_article(write(tmp_path, front + BODY + second))
    assert (article.name, article.language) == ("one", "sv")
    assert article.source == Source("Arbeta", "Workwide", "https://a.se/", "Eva", "2017-10-30", "a.txt")
    pay, hours = article.sections
    assert pay == Section(
        id="pay",
        topic="pay",
        heading="Vad tjänar man?",
        text="Man tjänar olika.",
        questions=("vad får man i lön", "lön"),
        article="one",
        line=9,
        question_lines=(13, 14),
    )
    assert (hours.text, hours.also, hours.questions) == ("Första stycket. Andra stycket.", ("two", "three"), ())


def test_a_source_goes_into_the_reply_with_title_publisher_and_url() -> None:
    source = Source("Arbeta", "Workwide", url="https://a.se/", author="Eva", date="2017", original="a.txt")
    assert source.as_reply() == {"title": "Arbeta", "publisher": "Workwide", "url": "https://a.se/"}


def test_windows_line_ends_make_no_difference(tmp_path: Path) -> None:
    unix = read_article(write(tmp_path, HEAD + BODY))
    windows = read_article(write(tmp_path, (HEAD + BODY).replace("\n", "\r\n")))
    assert windows == unix


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (b"---\ntitle: L\xf6n\n---\n", 1, "not UTF-8"),
        ("", 1, "no front matter"),
        (BODY, 1, "no front matter"),
        ("---\ntitle: Arbeta\n", 1, "no front matter"),
        ("---\ntitle: [\n---\n", 2, "not YAML"),
        ("---\ntitle: Arbeta\npublisher: W\ndate: 2017-13-45\n---\n", 2, "not YAML"),
        ("---\nArbeta utomlands\n---\n", 2, "key: value"),
        ("---\ntitle: Arbeta\npublisher: W\nlink: x\n---\n", 2, "link"),
        ("---\npublisher: Workwide\n---\n", 2, "no title"),
        ("---\ntitle: Arbeta\npublisher:\n---\n", 2, "no publisher"),
        (HEAD + "Ingress.\n\n" + BODY, 6, "before the first section"),
        (HEAD + "Bara text.\n", 6, "before the first section"),
        (HEAD + BODY + "\n## Utan id\n\nText.\n", 13, "heading"),
        (HEAD + BODY + "\n## Utan ämne {#hours}\n\nText.\n", 13, "heading"),
        (HEAD + BODY.replace("#pay", "#Pay_abroad"), 6, "'Pay_abroad'"),
        (HEAD + BODY.replace("#pay", f"#{'a' * 31}"), 6, "a" * 31),
        (HEAD + BODY + "Mer text.\n", 12, "after the questions"),
        (HEAD + "## Tom? {#empty topic=pay}\n\n- fråga\n", 6, "empty has no text"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, text: str | bytes, line: int, problem: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_file_named_after_no_language_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + BODY, "one/en.md")
    with pytest.raises(ArticleError, match=r"en\.md:1: .*sv\.md or nb\.md or da\.md"):
        read_article(path)


def test_other_files_beside_the_articles_are_left_alone(tmp_path: Path) -> None:
    articles = [write(tmp_path, HEAD + BODY, f"{name}.md") for name in ("a/da", "a/sv", "b/nb")]
    for name in ("a/README.md", "a/en.md", "a/sv.txt", "sv.md", "a/deep/sv.md"):
        write(tmp_path, "no article", name)
    assert article_paths(tmp_path) == articles


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Article one with `pay`, article two with `hours` that rests on one too; Danish has `pay` alone."""
    write(tmp_path, HEAD + BODY, "one/sv.md")
    write(tmp_path, HEAD + BODY.replace("Vad tjänar man?", "Hvad tjener man?"), "one/da.md")
    two = HEAD.replace("Workwide", "LiveAgent") + "## När? {#hours topic=hours also=one}\n\nDygnet runt.\n"
    write(tmp_path, two, "two/sv.md")
    return Library.read(tmp_path)


def test_a_section_is_found_by_id_and_language(library: Library) -> None:
    assert list(library.sections("sv")) == ["pay", "hours"]
    assert library.section("pay", "da").heading == "Hvad tjener man?"
    assert library.section("hours", "da") is None
    assert library.section("hours", "nb") is None


def test_a_section_names_every_source_that_it_rests_on_its_own_first(library: Library) -> None:
    hours, pay = library.section("hours", "sv"), library.section("pay", "sv")
    assert [source.publisher for source in library.sources(hours)] == ["LiveAgent", "Workwide"]
    assert [source.publisher for source in library.sources(pay)] == ["Workwide"]


def test_one_faulty_article_stops_the_reading(tmp_path: Path) -> None:
    write(tmp_path, HEAD + BODY, "one/sv.md")
    faulty = write(tmp_path, BODY, "two/sv.md")
    with pytest.raises(ArticleError, match=f"{faulty}:1: "):
        Library.read(tmp_path)
