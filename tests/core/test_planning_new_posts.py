from __future__ import annotations

import pytest

from livecoach.core.engagement import Engagement
from livecoach.core.planning.attendees import read_attendees
from livecoach.core.planning.new_posts import NewPost, likely_post
from livecoach.core.planning.organisations import add_organisations, read_organisations
from livecoach.core.programme import Programme


@pytest.mark.parametrize(
    ("line", "organisation", "role"),
    [
        ("A Bee (CEO, North Acute)", "North Acute", "CEO"),
        ("A Bee (Chair of ambulance)", "ambulance", "Chair"),
        ("A Bee (Ambulance Chief Executive)", "Ambulance", "Chief Executive"),
        ("A Bee (north acute)", "North Acute", ""),
        ("A Bee (Director, Place East)", "Place East", "Director"),
        ("A Bee (North Acute, Nurse)", "North Acute", "Nurse"),
        ("A Bee <a@northacute.nhs.uk>", "North Acute", ""),
        ("A Bee <a@ambulance.nhs.uk>", "Ambulance", ""),
        ("A Bee <a@gmail.com>", "", ""),
        ("A Bee", "", ""),
    ],
)
def test_what_was_pasted_fills_in_what_it_says(line: str, organisation: str, role: str) -> None:
    programme = Programme(Engagement("e", "Riverbank"))
    edit = add_organisations(programme, read_organisations("North Acute: Chair"))
    assert edit is not None
    programme.apply(edit)
    (attendee,) = read_attendees(line)
    assert likely_post(programme, attendee) == NewPost("A Bee", organisation, role)
