"""Name who may decide about the records; the coach says at set-up which it is."""

from __future__ import annotations

USUAL = "independent"
CONTROLLERS = {
    USUAL: "I am independent and decide about the records",
    "public": "I am employed by a public body, which decides",
    "processor": "I keep the records for a client, who decides",
}
