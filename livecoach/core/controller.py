"""Name who may decide about the records; the coach says at set-up which it is."""

from __future__ import annotations

USUAL = "independent"
CONTROLLERS = {
    USUAL: "I do: I am independent",
    "public": "The public body that employs me",
    "processor": "The client I keep them for",
}
