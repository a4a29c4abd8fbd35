"""A purge takes the raw logs and nothing else; totals, trends and summaries stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from livecoach.core import clock
from livecoach.core.certificate import Certificate
from livecoach.core.coaching import Diagnosis, PairNote
from livecoach.core.edit import Change, Edit, Row
from livecoach.core.ids import new_uid
from livecoach.core.moment import Moment
from livecoach.core.observation import Turn
from livecoach.core.planning.meetings import delete_session
from livecoach.core.session import CheckOut, Session
from livecoach.core.summary import Release
from livecoach.exchange.example import example_edits
from livecoach.exchange.example_year import year_edit
from livecoach.measures.check_out import totals
from livecoach.measures.comparing import compare, halves
from livecoach.measures.programme import trends
from livecoach.report.certificate import certificate_document
from livecoach.report.document import all_words
from livecoach.store import backup, certificates, holding, processing_log, purging, reading
from livecoach.store.connection import FILE_NAME
from livecoach.store.subject import Subject
from livecoach.store.writer import Writer
from livecoach.ui.privacy import log_gone, outliving, purge
from livecoach.ui.programme.figures_kept import held_sessions
from tests.store.erasable import copied, pages_of
from tests.store.vaults import made, writing

TODAY = date(2026, 11, 23)  # the example's programme runs to March 2026


@dataclass
class Figures:
    """Everything a purge of raw logs must leave as it was."""

    trends: list[str]
    compared: list[object]
    check_outs: dict[str, object]
    summaries: dict[tuple[str, str], list[str]]


def figures(writer: Writer) -> Figures:
    held = held_sessions(writer, "live")
    found: dict[tuple[str, str], list[str]] = {}
    check_outs: dict[str, object] = {}
    for line in writer.ask(reading.sessions):
        if line.kind not in ("live", "team") or line.state != "ended":
            continue
        timeline = writer.ask(lambda db, uid=line.uid: reading.timeline(db, uid))  # type: ignore[misc]
        check_outs[line.uid] = totals(timeline.check_outs.values())
        let_go = {one.audience for one in timeline.releases.values() if one.released_at}
        for audience in {"group", "sponsor"} & let_go:
            known = outliving.known_in(writer, timeline)
            document = outliving.document_for(writer, timeline, audience, known)
            found[line.uid, audience] = all_words(document)
    first, second = halves(held)
    return Figures(
        [repr(one) for one in trends(held)], list(compare(first, second)), check_outs, found
    )


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Writer]:
    with writing(tmp_path / "v", made(tmp_path / "v")) as writer:
        edits = example_edits()
        for edit in (*edits, year_edit(edits[0])):
            writer.save(edit)
        assert writer.flush(30), writer.refused()
        yield writer


def carried_out(writer: Writer) -> tuple[purging.Plan, Certificate]:
    plan, _ = purge.planned(writer, TODAY)
    return plan, purge.carry_out(writer, plan, clock.read())


def test_totals_trends_and_agreed_summaries_are_the_same_before_and_after(year: Writer) -> None:
    before = figures(year)
    assert before.summaries
    assert len(before.check_outs) > 5
    words = {one.words for one in year.ask(lambda db: reading.rows(db, Moment)) if one.words}
    assert len(words) > 20
    plan, _ = carried_out(year)
    assert {step.way for step in plan.steps} == {"raw", "notes"}
    assert figures(year) == before
    assert year.ask(lambda db: reading.rows(db, Moment)) == []
    assert year.ask(lambda db: reading.rows(db, Turn)) == []
    assert year.ask(lambda db: reading.rows(db, Diagnosis)) == []
    assert year.ask(lambda db: reading.rows(db, PairNote)) == []
    answers = year.ask(lambda db: reading.rows(db, CheckOut))
    assert answers
    assert all(one.seat is None and not one.learned_words for one in answers)
    assert purge.planned(year, TODAY)[0].steps == (), "nothing is due twice"


def test_no_word_of_a_raw_log_is_left_in_vault_journal_or_backup(
    year: Writer, tmp_path: Path
) -> None:
    spoken = {
        text
        for one in year.ask(lambda db: reading.rows(db, Moment))
        for text in (one.words, one.note)
        if len(text) > 14
    }
    agreed = "\n".join(line for lines in figures(year).summaries.values() for line in lines)
    spoken = {text for text in spoken if text not in agreed}
    assert len(spoken) > 20
    said = {one.text for one in year.ask(lambda db: reading.rows(db, Diagnosis)) if one.text}
    inside = copied(year, backup.next_name(year.folder / backup.FOLDER, "before"))
    key, folder = year.key, year.folder
    _, certificate = carried_out(year)
    assert certificate.backups >= 1
    before = figures(year)
    year.close()
    backup.restore(inside, tmp_path / "r")
    for place in (folder, tmp_path / "r"):
        content = pages_of(place / FILE_NAME, key)
        assert [text for text in spoken | said if text.encode() in content] == []
    with writing(tmp_path / "r", key) as restored:
        assert figures(restored) == before, "a restored backup tells the same"


def test_a_session_without_its_log_says_so_and_is_never_counted_as_silent(
    year: Writer, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    out_of_reach = copied(year, stick / "old.livecoach")
    plan, _ = carried_out(year)
    session = next(step.subject.uid for step in plan.steps if step.way == "raw")
    assert log_gone.gone_on(year, session)
    key = year.key
    year.close()
    backup.restore(out_of_reach, tmp_path / "r")  # beside the vault, which knows what was purged
    with writing(tmp_path / "r", key) as restored:
        assert restored.ask(lambda db: reading.rows(db, Moment)) == []
        held = held_sessions(restored, "live")
        assert all(one.figures is None for one in held), "a gap, not a row of noughts"


def test_a_legal_hold_keeps_what_it_is_about_out_of_the_purge(year: Writer) -> None:
    plan, _ = purge.planned(year, TODAY)
    session = next(step.subject for step in plan.steps if step.way == "raw")
    year.ask(lambda db: holding.place(db, session, "Inquiry", "2026-10-01"))
    again, parts = purge.planned(year, TODAY)
    assert session not in {step.subject for step in again.steps}
    assert [due.session for due in again.held] == [session.uid]
    assert sum(len(part.dues) for part in parts) == len(plan.steps) - 1
    certificate = purge.carry_out(year, again, clock.read())
    assert certificate.held == 1
    kept = year.ask(lambda db: reading.timeline(db, session.uid))
    assert kept.moments
    late = year.ask(lambda db: holding.place(db, Subject("engagement", ""), "All", "2026-11-01"))
    with pytest.raises(holding.Held):
        year.ask(lambda db: purging.purge(db, year.folder, year.key, again, {}))
    year.ask(lambda db: holding.lift(db, late.uid, "2026-11-02"))


def test_the_certificate_and_the_log_hold_counts_rules_and_dates_and_no_name(
    year: Writer,
) -> None:
    posts = year.ask(reading.posts)
    titles = [line.title for line in year.ask(reading.sessions)]
    _, certificate = carried_out(year)
    assert year.ask(certificates.certificates) == [certificate]
    document = certificate_document(certificate)
    words = "\n".join(all_words(document))
    assert "90 days after the day its summary was signed off" in words
    assert "6 months after the programme's end" in words
    for name in (*titles, *(post.title for post in posts)):
        assert name not in words
    entries = [one for one in year.ask(processing_log.entries) if one.act == "purge"]
    assert {one.what for one in entries} == {"raw", "unsigned", "notes"}
    assert all(one.counts["things due"] > 0 and one.who == "coach" for one in entries)


def test_what_the_coach_deleted_goes_from_the_journal_too(year: Writer) -> None:
    line = next(one for one in year.ask(reading.sessions) if one.moments > 10)
    timeline = year.ask(lambda db: reading.timeline(db, line.uid))
    word = next(one.words for one in timeline.moments.values() if len(one.words) > 14)
    around: list[Row] = list(year.ask(lambda db: reading.rows(db, Release)))
    year.save(delete_session([timeline], around))
    assert year.flush(10), year.refused()
    much_later = date(2100, 1, 1)
    plan, _ = purge.planned(year, much_later)
    assert line.uid in {step.subject.uid for step in plan.steps if step.way == "delete"}
    purge.carry_out(year, plan, clock.read())
    folder, key = year.folder, year.key
    year.close()
    assert word.encode() not in pages_of(folder / FILE_NAME, key)


def test_at_the_retention_date_everything_goes(year: Writer) -> None:
    engagement = year.ask(reading.engagement)
    assert engagement is not None
    after = replace(engagement, retain_until="2026-10-01")
    year.save(Edit(new_uid(), "Change programme", "", (Change(engagement, after),)))
    assert year.flush(5)
    plan, _ = purge.planned(year, TODAY)
    assert plan.steps[-1].way == "delete"
    certificate = purge.carry_out(year, plan, clock.read())
    capped = {line.kept: line.by_retention_date for line in certificate.lines}
    assert (capped["totals"], capped["agreement"]) == (1, 1)
    left = year.ask(backup.counts)
    assert {name: count for name, count in left.items() if count and name != "journal"} == {}
    assert year.ask(lambda db: reading.rows(db, Session)) == []
    assert year.ask(certificates.certificates) == [certificate]


def test_the_agreement_outlives_the_sessions(year: Writer) -> None:
    later = date(2028, 6, 1)
    plan, _ = purge.planned(year, later)
    assert {step.way for step in plan.steps} == {"raw", "notes", "totals"}
    agreed = year.ask(lambda db: db["agreement"].count)
    engagement = year.ask(reading.engagement)
    purge.carry_out(year, plan, clock.read())
    left = year.ask(backup.counts)
    assert left["agreement"] == agreed > 0
    assert left["session"] == left["post"] == left["seat"] == left["release"] == 0
    assert year.ask(reading.engagement) == engagement
    assert [step.way for step in purge.planned(year, date(2033, 1, 1))[0].steps] == ["delete"]
