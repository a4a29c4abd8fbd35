from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livecoach.core.engagement import Engagement
from livecoach.core.planning.attendees import (
    BadAttendees,
    looks_like_attendees,
    plain_name,
    read_attendees,
)
from livecoach.core.planning.matching import match_attendees, name_posts
from livecoach.core.planning.organisations import add_organisations, read_organisations
from livecoach.core.programme import Programme


def names(text: str) -> list[str]:
    return [attendee.name for attendee in read_attendees(text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jo Smith <jo@x.uk>; Al Jones <al@y.uk>", ["Jo Smith", "Al Jones"]),
        ("SMITH, Jane (NORTH ACUTE) <j@x.uk>; Bo Li", ["Jane Smith", "Bo Li"]),
        ('"Smith, Jane" <j@x.uk>, Bob Jones <b@y.uk>', ["Jane Smith", "Bob Jones"]),
        ("Smith, Jane <j@x.uk>, Jones, Bob <b@y.uk>", ["Jane Smith", "Bob Jones"]),
        ("jane.smith2@x.nhs.uk, bob_jones@y.uk", ["Jane Smith", "Bob Jones"]),
        ("To: 'Jane Smith' <j@x.uk>\nCc: Bob Jones", ["Jane Smith", "Bob Jones"]),
        ("Required Attendees: A Bee; C Dee", ["A Bee", "C Dee"]),
        ("Jo Smith, Jane Jones, Al Lee", ["Jo Smith", "Jane Jones", "Al Lee"]),
        ("Smith, Jane", ["Jane Smith"]),
        ("Jane Smith </o=ExchangeLabs/cn=abc>; B Cee <mailto:b@c>", ["Jane Smith", "B Cee"]),
        ("=?utf-8?q?Ren=C3=A9e_Ollivier?= <r@o.fr>", ["Renée Ollivier"]),
        ("A. O'NEILL-SMITH <a@b.uk>", ["A. O'Neill-Smith"]),
        ("Jo Smith <jo@x.uk>; dr jo smith <other@x.uk>;;", ["Jo Smith"]),
    ],
)
def test_names_are_read_from_the_forms_mail_programs_write(line: str, expected: list[str]) -> None:
    assert names(line) == expected


@pytest.mark.parametrize("line", ["", "  ;; ", "To:", "<>"])
def test_a_line_with_nobody_says_so(line: str) -> None:
    with pytest.raises(BadAttendees, match="Nobody"):
        read_attendees(line)
    with pytest.raises(BadAttendees, match="too long"):
        read_attendees("x" * 100_001)


@given(st.text(max_size=200))
def test_no_line_at_all_breaks_the_reader_or_keeps_an_address(line: str) -> None:
    try:
        found = read_attendees(line)
    except BadAttendees:
        return
    for attendee in found:
        assert attendee.name.strip()
        assert "@" not in attendee.name


def riverbank() -> Programme:
    programme = Programme(Engagement("e", "Riverbank"))
    text = (
        "North Acute: Chair (Dame Jo Smith), CEO\nICB: Chair, CEO (Al Jones)\n"
        "Council: CE (Pat Smith)"
    )
    edit = add_organisations(programme, read_organisations(text))
    assert edit is not None
    programme.apply(edit)
    return programme


def test_a_known_name_is_matched_and_the_rest_is_asked_likeliest_first() -> None:
    programme = riverbank()
    title = {post.uid: post.title for post in programme.posts.values()}
    matches = match_attendees(
        programme,
        read_attendees(
            "Jo Smith <jo@mail.uk>; Bo Li (ICB) <b@icb.nhs.uk>; R Smith; Zed Who; "
            "Kim Ray (CEO, North Acute); Al Jones"
        ),
    )
    sure = {match.attendee.name: title.get(match.post or "") for match in matches}
    assert sure == {
        "Jo Smith": "North Acute Chair",
        "Bo Li": None,
        "R Smith": None,
        "Zed Who": None,
        "Kim Ray": "North Acute CEO",
        "Al Jones": "ICB CEO",
    }
    asked = {match.attendee.name: [title[uid] for uid in match.candidates] for match in matches}
    assert asked["Bo Li"] == ["ICB Chair"]  # the other ICB post is Al Jones's
    assert asked["R Smith"] == ["Council CE"]
    assert asked["Zed Who"] == []


def test_a_mail_domain_hints_at_the_organisation_and_is_not_enough_to_be_sure() -> None:
    programme = riverbank()
    (match,) = match_attendees(programme, read_attendees("Bo Li <bo.li@northacute.nhs.uk>"))
    assert match.post is None
    assert [programme.posts[uid].title for uid in match.candidates] == [
        "North Acute Chair",
        "North Acute CEO",
    ]


def test_two_posts_with_one_name_are_asked_not_guessed() -> None:
    programme = riverbank()
    council = next(post for post in programme.posts.values() if post.title == "Council CE")
    edit = name_posts(programme, {"Al Jones": council.uid})
    assert edit is not None
    programme.apply(edit)
    (match,) = match_attendees(programme, read_attendees("Al Jones <al@x.uk>"))
    assert match.post is None
    assert len(match.candidates) == 2


def test_answers_write_names_to_posts_once() -> None:
    programme = riverbank()
    ceo = next(post for post in programme.posts.values() if post.title == "North Acute CEO")
    edit = name_posts(programme, {"Kim Ray": ceo.uid, "Nobody Here": "guest"})
    assert edit is not None
    programme.apply(edit)
    assert programme.posts[ceo.uid].person == "Kim Ray"
    assert name_posts(programme, {"Kim Ray": ceo.uid}) is None


def test_honorifics_do_not_make_two_people_of_one() -> None:
    assert plain_name("Dame Jo  Smith") == plain_name("jo smith")


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Jo <jo@x.uk>", True),
        ("To: Jo Smith", True),
        ("Jo Smith; Al Lee", True),
        ("Acute: Chair, CEO (Jo Smith; interim)", False),
        ("Acute", False),
    ],
)
def test_an_attendee_line_is_told_from_typed_organisations(text: str, yes: bool) -> None:
    assert looks_like_attendees(text) is yes


def test_an_attendee_named_as_a_post_is_that_post_and_keeps_its_capitals() -> None:
    programme = riverbank()
    line = "ICB Chair <a@x.uk>; north acute, CEO <b@y.uk>; Council Chief Executive <c@z.uk>"
    found = match_attendees(programme, read_attendees(line.replace(",", " -")))
    posts = [programme.posts[one.post].title if one.post else "" for one in found]
    assert posts == ["ICB Chair", "North Acute CEO", "Council CE"]
    assert names("ICB Chair <a@x.uk>; South Acute CEO <b@y.uk>") == ["ICB Chair", "South Acute CEO"]
    assert name_posts(programme, {one.attendee.name: one.post or "" for one in found}) is None
