"""Build the parts that several audiences' documents share."""

from __future__ import annotations

from datetime import datetime

from livecoach.core import timecode
from livecoach.report.document import Block, Heading, Listing, Paragraph, Span, Table, Text
from livecoach.report.draft import Draft, MovementTable, Sentence
from livecoach.report.drafting.wording import number


def date_words(held_on: str) -> str:
    """Return an ISO time as a date in words: "3 November 2026"; "" where there is none."""
    try:
        when = datetime.fromisoformat(held_on)
    except ValueError:
        return ""
    return f"{when.day} {when:%B} {when.year}"


def session_line(title: str, held_on: str, minutes: int, example: bool) -> str:
    """Return the line above a title: what was held, when and how long."""
    parts = [title, date_words(held_on), f"{minutes} minutes" if minutes else ""]
    if example:
        parts.append("fictional example")
    return " · ".join(part for part in parts if part)


def text_of(sentence: Sentence) -> Text:
    """Return a sentence as nobody in particular may read it."""
    return _led(sentence, sentence.text)


def named_text(sentence: Sentence) -> Text:
    """Return a sentence as the coach reads it, with seats and quotations."""
    return _led(sentence, sentence.named or sentence.text)


def _led(sentence: Sentence, said: str) -> Text:
    text = Span(said, key=sentence.key)
    return (Span(f"{sentence.lead} ", strong=True), text) if sentence.lead else (text,)


def texts_of(draft: Draft, section_id: str) -> tuple[Text, ...]:
    """Return a section's sentences without names."""
    section = draft.section(section_id)
    return () if section is None else tuple(text_of(one) for one in section.sentences)


def spread(title: str, texts: tuple[Text, ...], numbered: bool = False) -> list[Block]:
    """Return a heading with its texts, as a numbered list or as paragraphs; nothing for none."""
    if not texts:
        return []
    if numbered:
        return [Heading(title), Listing(texts, numbered=True)]
    return [Heading(title), *(Paragraph(text) for text in texts)]


def movements_block(table: MovementTable) -> list[Block]:
    """Return the movements as a headed table."""
    if len(table.spans) < 2:
        title = "The meeting in numbers"
    else:
        title = f"The meeting had {number(len(table.spans))} movements"
    spans = [f"{timecode.minutes(start)}–{timecode.minutes(end)}" for start, end in table.spans]
    rows = tuple((name, *cells) for name, cells in table.rows)
    caption = "Counts in each movement; small numbers, so read them as counts."
    return [Heading(title), Table(caption, ("", *spans), rows)]
