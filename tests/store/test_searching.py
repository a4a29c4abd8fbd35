from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from livecoach.core.edit import Change, Edit, delete, insert
from livecoach.core.engagement import Engagement
from livecoach.core.ids import new_uid
from livecoach.core.moment import Remark
from livecoach.store.searching import FOUND_FROM, FOUND_TO, as_match, search
from livecoach.store.throwaway import throwaway
from livecoach.store.writer import Writer
from tests.store.vaults import meeting


def hits(writer: Writer, text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.uid) for found in writer.ask(lambda db: search(db, text))]


def test_words_notes_remarks_titles_and_the_agreement_are_found() -> None:
    about = meeting("Stroke pathway day")
    moment = about.moment(1, "You people always…", "blame of the café owners")
    remark = Remark(new_uid(), about.observation.uid, moment.uid, "dispute", "I never said", "")
    whole = Engagement(new_uid(), "Brindle Valley", agreement_text="Nothing leaves this room")
    with throwaway() as writer:
        writer.save(about.begins())
        writer.save(about.edit("Tag", moment, remark))
        writer.save(Edit(new_uid(), "Name", "", (insert(whole),)))
        assert hits(writer, "people ALWAYS") == [("moment", moment.uid)]
        assert hits(writer, "cafe") == [("moment", moment.uid)]
        assert hits(writer, "never") == [("remark", remark.uid)]
        assert hits(writer, "strok") == [("session", about.session.uid)]
        assert hits(writer, "leaves room") == [("engagement", whole.uid)]
        assert hits(writer, "nowhere") == []
        [found] = writer.ask(lambda db: search(db, "blame"))
        assert (found.session, found.title) == (about.session.uid, "Stroke pathway day")
        assert f"{FOUND_FROM}blame{FOUND_TO}" in found.text


def test_a_change_is_found_and_what_it_replaced_is_not() -> None:
    about = meeting()
    moment = about.moment(1, "first wording")
    changed = replace(moment, words="second wording")
    with throwaway() as writer:
        writer.save(about.begins())
        writer.save(about.edit("Tag", moment))
        writer.save(Edit(new_uid(), "Edit", about.session.uid, (Change(moment, changed),)))
        assert hits(writer, "first") == []
        assert hits(writer, "second") == [("moment", moment.uid)]
        writer.save(Edit(new_uid(), "Delete", about.session.uid, (delete(changed),)))
        assert hits(writer, "second") == []
        assert writer.ask(lambda db: db["phrase"].count) == 1  # the session's own title


def test_hostile_searches_are_carried_out_without_an_error() -> None:
    odd = st.text("\"'*^-+(){}:ANDORNEAR \0\ud800%_é", max_size=40)
    about = meeting()
    with throwaway() as writer:
        writer.save(about.begins())
        writer.save(about.tag(1, "body x a b"))

        @settings(max_examples=200, deadline=None)
        @given(st.text(max_size=40) | odd)
        @example('a" OR "b')
        @example("NEAR(a b")
        @example("body: x")
        @example("x" * 10_000)
        def searched(text: str) -> None:
            found = writer.ask(lambda db: search(db, text))
            assert len(found) <= 2

        searched()
        assert hits(writer, 'x "body') != []
        assert as_match(" \0 -- ") == ""


def test_of_very_many_matches_the_newest_are_weighed_and_the_shortest_stand_first() -> None:
    about = meeting()
    notes = [about.moment(n, "", "bédsteads " + "and " * (n % 7)) for n in range(1, 700)]
    with throwaway() as writer:
        writer.save(about.begins())
        writer.save(about.edit("Import", *notes))
        found = [uid for _, uid in hits(writer, "bed")]
        assert [uid for _, uid in hits(writer, "BEDST")] == found
        newest = {one.uid for one in notes[-200:]}
        assert len(found) == 200 and set(found) == newest
        lengths = {one.uid: len(one.note) for one in notes}
        assert [lengths[uid] for uid in found] == sorted(lengths[uid] for uid in newest)
