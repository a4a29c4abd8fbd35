from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.coaching import Pair
from livecoach.core.edit import Edit, inverse
from livecoach.core.engagement import Engagement
from livecoach.core.planning.organisations import (
    BadLine,
    add_organisations,
    add_post,
    add_seated,
    amend_post,
    move_organisation,
    move_post,
    read_organisations,
    remove_organisation,
    remove_posts,
    rename_organisation,
    role_kind,
)
from livecoach.core.programme import Programme
from livecoach.core.session import Seat


def programme_of(text: str) -> Programme:
    programme = Programme(Engagement("e", "Riverbank"))
    edit = add_organisations(programme, read_organisations(text))
    if edit is not None:
        programme.apply(edit)
    return programme


def titles(programme: Programme) -> list[str]:
    return [post.title for post in programme.posts_in_order()]


def do(programme: Programme, edit: Edit | None) -> Edit:
    assert edit is not None
    programme.apply(edit)
    return edit


def test_a_line_an_organisation_gives_posts_with_titles_and_kinds() -> None:
    programme = programme_of(
        "Acute: Chair, CEO (Jo Smith; interim)\n\n - ICB: chair, Medical Director\nCouncil: CE"
    )
    assert titles(programme) == [
        "Acute Chair",
        "Acute CEO",
        "ICB chair",
        "ICB Medical Director",
        "Council CE",
    ]
    kinds = [post.role_kind for post in programme.posts_in_order()]
    assert kinds == ["Chair", "CEO", "Chair", "Other", "CEO"]
    assert programme.posts_in_order()[1].person == "Jo Smith; interim"


def test_an_organisation_may_be_named_without_posts_and_get_them_later() -> None:
    programme = programme_of("Acute")
    assert titles(programme) == []
    do(programme, add_organisations(programme, read_organisations("acute: Chair")))
    assert [row.name for row in programme.organisations_in_order()] == ["Acute"]
    assert titles(programme) == ["Acute Chair"]


def test_typing_the_same_again_adds_nothing_but_a_name_that_was_missing() -> None:
    programme = programme_of("Acute: Chair, CEO")
    assert add_organisations(programme, read_organisations("ACUTE: chair")) is None
    do(programme, add_organisations(programme, read_organisations("Acute: Chair (Jo Smith)")))
    assert programme.posts_in_order()[0].person == "Jo Smith"
    assert len(programme.posts) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Acute: CEO\n: Chair", "Line 2: the organisation's name is missing"),
        ("Acute: Chair, chair", "Line 1: “chair” stands twice for Acute"),
        ("Acute: (Jo Smith)", "Line 1: “(Jo Smith)” names a person but no post"),
        ("x" * 121, "Line 1: a name is longer than 120"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, sentence: str) -> None:
    with pytest.raises(BadLine, match=r"Line") as caught:
        read_organisations(text)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("role", ["Vice Chair", "Deputy CEO", "Chair of Governors", ""])
def test_only_the_chair_is_a_chair(role: str) -> None:
    assert role_kind(role) == "Other"


def test_renaming_an_organisation_renames_its_posts_in_one_undoable_edit() -> None:
    programme = programme_of("Acute: Chair, CEO")
    uid = programme.organisations_in_order()[0].uid
    edit = do(programme, rename_organisation(programme, uid, " North  Acute "))
    assert titles(programme) == ["North Acute Chair", "North Acute CEO"]
    programme.apply(inverse(edit, "undo"))
    assert titles(programme) == ["Acute Chair", "Acute CEO"]
    assert rename_organisation(programme, uid, "  ") is None


def test_deleting_an_organisation_keeps_the_seats_its_posts_had() -> None:
    programme = programme_of("Acute: Chair, CEO\nICB: CEO")
    chair = programme.posts_in_order()[0]
    seats = [
        Seat("s1", "held", "Acute Chair", "Acute", "Chair", chair.uid),
        Seat("s2", "held", "Guest"),
    ]
    edit = do(programme, remove_organisation(programme, chair.organisation, seats))
    assert titles(programme) == ["ICB CEO"]
    kept = [change.after for change in edit.changes if isinstance(change.after, Seat)]
    assert [(seat.label, seat.post) for seat in kept] == [("Acute Chair", None)]
    programme.apply(inverse(edit, "undo"))
    assert titles(programme) == ["Acute Chair", "Acute CEO", "ICB CEO"]


def test_a_deleted_post_takes_its_pairs_with_it() -> None:
    programme = programme_of("Acute: Chair, CEO\nICB: CEO")
    chair, ceo, other = (post.uid for post in programme.posts_in_order())
    pairs = [Pair("p", min(chair, other), max(chair, other)), Pair("q", ceo, other)]
    edit = remove_posts(programme, [chair], [], pairs)
    assert [change.row.uid for change in edit.changes] == ["p", chair]


def test_a_post_is_added_and_changed_in_place() -> None:
    programme = programme_of("Acute: Chair")
    organisation = programme.organisations_in_order()[0].uid
    do(programme, add_post(programme, organisation, "Chief Executive", "Jo Smith"))
    post = programme.posts_in_order()[1]
    assert (post.title, post.role_kind, post.person) == (
        "Acute Chief Executive",
        "CEO",
        "Jo Smith",
    )
    do(programme, amend_post(post, person=""))
    assert programme.posts[post.uid].person == ""
    assert amend_post(programme.posts[post.uid], title="  ") is None
    assert add_post(programme, organisation, "Chair") is None


@given(st.permutations(["A", "B", "C", "D", "E"]), st.integers(0, 4), st.integers(-2, 7))
def test_moving_keeps_everyone_and_the_order_of_the_others(
    names: list[str], at: int, to: int
) -> None:
    programme = programme_of("\n".join(f"{name}: Chair, CEO" for name in names))
    before = [row.name for row in programme.organisations_in_order()]
    uid = programme.organisations_in_order()[at].uid
    edit = move_organisation(programme, uid, to)
    if edit is not None:
        programme.apply(edit)
    after = [row.name for row in programme.organisations_in_order()]
    assert after.index(before[at]) == max(0, min(to, 4))
    assert [name for name in after if name != before[at]] == [
        name for name in before if name != before[at]
    ]


def test_seats_read_from_a_file_become_organisations_and_posts_once() -> None:
    programme = programme_of("ICB: Chair")
    seats = [
        Seat("1", "", "ICB Chair", "ICB", "Chair"),
        Seat("2", "", "ICB CEO", "icb", "CEO"),
        Seat("3", "", "Council CE", "Council", "Chief Executive"),
        Seat("4", "", "Patient voice"),
    ]
    do(programme, add_seated(programme, seats))
    assert titles(programme) == ["ICB Chair", "ICB CEO", "Council CE", "Patient voice"]
    assert [row.name for row in programme.organisations_in_order()] == [
        "ICB",
        "Council",
        "Patient voice",
    ]
    assert programme.posts_in_order()[2].role_kind == "CEO"
    assert add_seated(programme, seats) is None


def test_posts_move_within_their_organisation() -> None:
    programme = programme_of("Acute: Chair, CEO, Nurse")
    do(programme, move_post(programme, programme.posts_in_order()[2].uid, 0))
    assert titles(programme) == ["Acute Nurse", "Acute Chair", "Acute CEO"]


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True),
            st.sets(st.sampled_from(["Chair", "CEO", "Nurse", "Medical Director"])),
        ),
        max_size=12,
        unique_by=lambda entry: entry[0].lower(),
    )
)
def test_whatever_is_typed_comes_back_as_typed(lines: list[tuple[str, set[str]]]) -> None:
    text = "\n".join(f"{name}: {', '.join(sorted(roles))}" for name, roles in lines)
    read = read_organisations(text)
    assert [(row.name, [post.role for post in row.posts]) for row in read] == [
        (name, sorted(roles)) for name, roles in lines
    ]
    assert len(programme_of(text).posts) == sum(len(roles) for _, roles in lines)
