"""A coach's own Word file is taken for its styles, and refused where it could do harm."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from livecoach.report.writers import template_child
from livecoach.report.writers.own_template import BadTemplate
from livecoach.report.writers.template_child import cleaned
from tests.security.bombs import plain_word_file, templates, with_relation

HARMLESS = {"a part that lies about its size"}  # no part of the document: it is never unpacked


@pytest.mark.parametrize("name", sorted(set(templates()) - HARMLESS))
def test_a_file_that_could_do_harm_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(templates()[name]())
    with pytest.raises(BadTemplate) as told:
        cleaned(path)
    assert str(told.value).startswith("own.docx ") and str(told.value).endswith(".")
    assert [one.name for one in tmp_path.iterdir()] == ["own.docx"]


def test_a_sound_file_is_taken_and_a_missing_one_or_a_folder_told(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(plain_word_file())
    assert docx.Document(io.BytesIO(cleaned(path))).sections
    for wrong in (tmp_path / "no.docx", tmp_path):
        with pytest.raises(BadTemplate, match="is not there, or is no file"):
            cleaned(wrong)


def test_the_template_a_file_was_made_from_is_let_go_and_a_link_stays(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(_made_from("file:///C:/Users/jane.smith/Letter.dotm"))
    with zipfile.ZipFile(io.BytesIO(cleaned(path))) as saved:
        everything = b"".join(saved.read(name) for name in saved.namelist())
    assert b"attachedTemplate" not in everything and b"jane.smith" not in everything
    path.write_bytes(with_relation("hyperlink", "https://example.com/"))
    assert docx.Document(io.BytesIO(cleaned(path))).sections


def test_what_ends_or_holds_up_its_reader_harms_nothing_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(plain_word_file())
    monkeypatch.setattr(template_child, "LONGEST_S", 0.05)
    with pytest.raises(BadTemplate, match="took longer than"):
        cleaned(path)
    monkeypatch.undo()
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # the child ends before it has begun
    with pytest.raises(BadTemplate, match="is not a Word document"):
        cleaned(path)


def _made_from(template: str) -> bytes:
    """Return a Word file that says which template it was made from, as Word writes it."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships '
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{base}/attachedTemplate" Target="{template}" TargetMode="External"/>'
        "</Relationships>"
    )
    made = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(plain_word_file()))
    with source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/settings.xml":
                told = f'<w:attachedTemplate xmlns:r="{base}" r:id="rId1"/>'.encode()
                content = re.sub(rb"(<w:settings[^>]*>)", rb"\1" + told, content, count=1)
            target.writestr(name, content)
        target.writestr("word/_rels/settings.xml.rels", rels)
    return made.getvalue()
