"""Words: marked in English, shown in Vietnamese, filled with names, counted where they count."""

from __future__ import annotations

import pytest

from gbdesk import text


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "vi": {"Test": {"Hello {name}": "Chào {name}", "{n} files": "{n} tệp", "50 %": "50 {x"}},
        "en": {"Test": {"{n} files": ["{n} file", "{n} files"]}},
    }
    monkeypatch.setattr(text, "catalogue", lambda code: known[code])


@pytest.mark.usefixtures("words")
def test_texts_are_shown_in_the_language_in_use() -> None:
    assert text.language() == "vi"
    assert text.translate("Test", "Hello {name}", name="Hà") == "Chào Hà"
    text.set_language("en")
    assert text.translate("Test", "Hello {name}", name="Hà") == "Hello Hà"
    assert text.say(text.mark("Test", "Hello {name}"), name="Hà") == "Hello Hà"
    with pytest.raises(ValueError, match="fr"):
        text.set_language("fr")


@pytest.mark.usefixtures("words")
def test_english_counts_and_vietnamese_does_not() -> None:
    assert [text.translate("Test", "{n} files", n=n) for n in (1, 2)] == ["1 tệp", "2 tệp"]
    text.set_language("en")
    told = [text.translate("Test", "{n} files", n=n) for n in (0, 1, 2)]
    assert told == ["0 files", "1 file", "2 files"]


@pytest.mark.usefixtures("words")
def test_a_text_nobody_translated_is_shown_in_english_and_braces_are_left_alone() -> None:
    assert text.translate("Test", "Nowhere {name}", name="x") == "Nowhere x"
    assert text.translate("Other", "Hello") == "Hello"
    assert text.translate("Test", "50 %") == "50 {x"
    assert text.translate("Test", "Hello {name}", name="{n}") == "Chào {n}"


def test_every_file_of_words_can_be_read_and_no_text_stands_in_two_files() -> None:
    import tomllib

    from gbdesk import resources

    for code in text.LANGUAGES:
        seen: dict[tuple[str, str], str] = {}
        for file in sorted(resources.path("i18n", code).glob("*.toml")):
            for context, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
                for source in texts:
                    key = (context, source)
                    assert key not in seen, f"{key} in {seen[key]} and {file.name}"
                    seen[key] = file.name
