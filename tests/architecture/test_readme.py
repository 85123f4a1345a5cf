"""The README's tables and tree are made from the code; `python -m tests.architecture.readme` writes them anew."""

from tests.architecture import readme


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = readme.PATH.read_text(encoding="utf-8")
    assert text == readme.with_generated_parts(text)


def test_every_picture_of_the_readme_exists() -> None:
    pictures = readme.pictures(readme.PATH.read_text(encoding="utf-8"))
    assert pictures
    assert [picture for picture in pictures if not (readme.PATH.parent / picture).is_file()] == []
