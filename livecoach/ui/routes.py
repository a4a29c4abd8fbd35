"""Name every page of the main window once: where its class stands, imported when gone to."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from livecoach.ui.page import Page


@dataclass(frozen=True, slots=True)
class Route:
    """One page: its module under ``livecoach.ui``, its class, its words and sidebar heading."""

    module: str
    name: str
    words: str
    heading: str | None = None  # None: not in the sidebar; "": the first part
    takes_uid: bool = False
    under: str = ""  # the entry of the sidebar that it belongs to, where it has none itself


ROUTES: dict[str, Route] = {
    "home": Route("programme.home", "HomePage", "Sessions", ""),
    "engagement": Route("programme.engagement", "EngagementPage", "Programme and people", ""),
    "invite": Route("invites.page", "InvitePage", "Calendar invite", "", takes_uid=False),
    "pairs": Route("pairs.page", "PairsPage", "Pairs", ""),
    "trends": Route("trends.page", "TrendsPage", "Trends", ""),
    "agreement": Route("conversations.agreement", "AgreementPage", "Agreement", "", takes_uid=True),
    "conversation": Route(
        "conversations.one_to_one", "ConversationPage", "Conversation", None, True, "home"
    ),
    "pair": Route("conversations.pair_page", "PairPage", "Pair session", None, True, "pairs"),
    "session": Route("programme.session", "SessionPage", "Session", None, True, "home"),
    "live": Route("live.window", "LiveWindow", "Live", takes_uid=True),
    "review": Route("review.page", "ReviewPage", "Review", takes_uid=True),
    "summary": Route("summary.page", "SummaryPage", "Summary", takes_uid=True),
    "pulse": Route("checkout.pulse", "PulsePage", "Pulse", ""),
    "checkout": Route("checkout.page", "CheckOutPage", "Check-out", takes_uid=True),
    "boards": Route("boards.page", "BoardsPage", "Tag boards", "Set up"),
    "board": Route("boards.editor", "BoardPage", "Tag board", None, True, "boards"),
    "privacy": Route("privacy.page", "PrivacyPage", "Privacy and retention", "Set up"),
    "purge": Route("privacy.purge_page", "PurgePage", "What is due", under="privacy"),
    "holds": Route("privacy.holds_page", "HoldsPage", "Legal holds", under="privacy"),
    "processing": Route("privacy.log_page", "LogPage", "Processing log", under="privacy"),
    "texts": Route("privacy.texts_page", "TextsPage", "Texts to start from", under="privacy"),
    "bring": Route("bringing.page", "BringPage", "Read in a session", "Set up"),
    "held": Route("held.page", "HeldPage", "What is held", "Set up", takes_uid=True),
    "erase": Route("erasing.page", "ErasePage", "Erase", None, True, "held"),
    "protection": Route("backups.page", "ProtectionPage", "Backups and protection", "Set up"),
    "settings": Route("settings.page", "SettingsPage", "Keys and settings", "Set up"),
    "about": Route("about", "AboutPage", "About Livecoach"),
}


def stands(name: str) -> bool:
    """Return whether the page's module is there; the sidebar shows no other."""
    route = ROUTES[name]
    try:
        return find_spec(f"livecoach.ui.{route.module}") is not None
    except ModuleNotFoundError:
        return False


def page_class(name: str) -> type[Page]:
    """Return the page's class, importing it now. Raise KeyError where there is no such page."""
    route = ROUTES[name]
    found: type[Page] = getattr(import_module(f"livecoach.ui.{route.module}"), route.name)
    if not issubclass(found, Page):
        raise TypeError(f"{route.name} is not a Page")
    return found
