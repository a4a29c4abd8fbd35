"""List what the program itself can do, page or no page: each with words, a key and a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from livecoach.ui import capture
from livecoach.ui.actions import Action
from livecoach.ui.routes import ROUTES, stands

if TYPE_CHECKING:
    from livecoach.ui.over import Over
    from livecoach.ui.program import Program

SIZES = (100, 110, 125, 150, 175, 200)
SCHEMES = (
    ("system", "Colours: as the system"),
    ("light", "Colours: light"),
    ("dark", "Colours: dark"),
    ("contrast", "Colours: high contrast"),
)


def commands(program: Program, over: Over) -> list[Action]:
    """Return the program's own actions, in the order of the menus."""
    return [*_pages(program), *_programme(program), *_view(program, over), *_help(program, over)]


def _pages(program: Program) -> list[Action]:
    shell = program.shell
    found: list[Action] = []
    for name, route in ROUTES.items():
        if route.heading is not None and stands(name):
            if name == "settings":
                key = "Ctrl+,"  # as everywhere else
            else:
                key = f"Alt+{len(found) + 1}" if len(found) < 9 else ""
            found.append(
                Action(f"go.{name}", route.words, partial(shell.go, name), key, "Programme",
                       can=lambda: program.opened is not None)
            )  # fmt: skip
    return found


def _programme(program: Program) -> list[Action]:
    from livecoach.ui import keeping

    def is_open() -> bool:
        return program.opened is not None

    def is_kept() -> bool:
        return program.opened is not None and program.opened.key is not None

    m = "Programme"
    return [
        Action("programme.open", "Open another programme…", partial(_open, program),
               "Ctrl+Shift+O", m),
        Action("programme.new", "New programme…", partial(_new, program), "", m),
        Action("programme.restore", "Restore a backup…", partial(_restore, program), "", m),
        Action("programme.backup", "Back up to a file…", partial(keeping.back_up, program), "", m,
               can=is_kept),
        Action("programme.passphrase", "Change the passphrase…",
               partial(keeping.change_passphrase, program), "", m, can=is_kept),
        Action("programme.recovery", "New recovery key…",
               partial(keeping.new_recovery_key, program), "", m, can=is_kept),
        Action("programme.try-now", "Try now to save what is not saved", partial(_try, program),
               "", m, can=lambda: _unsaved(program)),
        Action("programme.lock", "Lock", program.lock, "Ctrl+Shift+L", m, can=is_open),
        Action("programme.quit", "Quit", program.shell.close, "Ctrl+Q", m),
    ]  # fmt: skip


def _unsaved(program: Program) -> bool:
    return program.opened is not None and bool(program.opened.saving.trouble)


def _try(program: Program) -> None:
    if program.opened is not None:
        program.opened.writer.try_now()


def _open(program: Program) -> None:
    from livecoach.ui.open_vault import OpenPage

    program.show_door(OpenPage)


def _new(program: Program) -> None:
    from livecoach.ui.new_vault import NewVaultPage

    program.show_door(NewVaultPage)


def _restore(program: Program) -> None:
    from livecoach.ui import keeping

    keeping.restore(program)


def _view(program: Program, over: Over) -> list[Action]:
    shell, settings = program.shell, program.settings

    def full() -> bool:
        return shell.isFullScreen()

    def toggle_full() -> None:
        shell.setWindowState(shell.windowState() ^ Qt.WindowState.WindowFullScreen)

    def step(by: int) -> None:
        at = settings.choices.text_percent
        larger = [size for size in SIZES if size > at] if by > 0 else []
        smaller = [size for size in SIZES if size < at] if by < 0 else []
        settings.set(text_percent=(larger or [SIZES[-1]])[0] if by > 0 else
                     (smaller or [SIZES[0]])[-1])  # fmt: skip

    def hide() -> None:
        settings.set(hide_from_capture=not settings.choices.hide_from_capture)

    m = "View"
    found = [
        Action("view.palette", "Search everything", over.palette.open, "Ctrl+K", m),
        Action("view.back", "Back", shell.back, "Alt+Left", m,
               can=lambda: program.opened is not None),
        Action("view.menu", "Menu", shell.open_menu, "F10"),
        Action("view.curtain", "Curtain", over.curtain.toggle, "F12", m,
               on=lambda: not over.curtain.isHidden()),
        Action("view.larger", "Larger text", partial(step, 1), "Ctrl++", m),
        Action("view.smaller", "Smaller text", partial(step, -1), "Ctrl+-", m),
        Action("view.usual", "Usual text size", lambda: settings.set(text_percent=100), "",
               m),
        Action("view.full", "Full screen", toggle_full, "Shift+F11", m, on=full),
    ]  # fmt: skip
    for name, words in SCHEMES:
        found.append(
            Action(f"view.{name}", words, partial(settings.set, scheme=name), "", m,
                   on=partial(_is_scheme, program, name))
        )  # fmt: skip
    if capture.can_hide():
        found.append(
            Action("view.capture", "Hide from screen sharing", hide, "", m,
                   on=lambda: settings.choices.hide_from_capture)
        )  # fmt: skip
    return found


def _is_scheme(program: Program, name: str) -> bool:
    return program.settings.choices.scheme == name


def _help(program: Program, over: Over) -> list[Action]:
    from livecoach.ui import printing

    shell = program.shell
    m = "Help"
    return [
        Action("help.keys", "All keys", over.keys.toggle, "F1", m),
        Action("help.print", "Print the keys…", partial(printing.print_keys, shell), "", m),
        Action("help.pdf", "Save the keys as PDF…", partial(printing.save_keys, shell), "", m),
        Action("help.about", "About Livecoach", partial(shell.go, "about"), "", m,
               can=lambda: program.opened is not None),
    ]  # fmt: skip
