"""Name everything the review page can do, with its key: menus, palette and key sheet come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from livecoach.ui.actions import Action
from livecoach.ui.review import nudge
from livecoach.ui.review.scene import SESSION

if TYPE_CHECKING:
    from livecoach.ui.review.page import ReviewPage


def doings(page: ReviewPage) -> list[Action]:
    """Return the page's actions. Those with page keys are answered by timeline and list."""
    return [*_going(page), *_viewing(page), *_changing(page), *_pictures(page)]


def _own(id_: str, words: str, run: object, key: str, menu: str) -> Action:
    return Action(f"review.{id_}", words, run, key, menu, page_keys=True)  # type: ignore[arg-type]


def _going(page: ReviewPage) -> list[Action]:
    scene, m = page.scene, "Moment"

    def by_part(part: float) -> None:
        scene.move_playhead(scene.playhead_ms + scene.view.span_ms * part)

    def by_ms(ms: int) -> None:
        scene.move_playhead(scene.playhead_ms + ms)

    return [
        _own("next", "Next moment", lambda: scene.step(1), "Down", m),
        _own("last", "Previous moment", lambda: scene.step(-1), "Up", m),
        _own("next_alike", "Next of this kind", lambda: scene.step_alike(1), "Ctrl+Down", m),
        _own("last_alike", "Previous of this kind", lambda: scene.step_alike(-1), "Ctrl+Up", m),
        _own("next_turn", "Next turn", lambda: scene.step_turn(1), ".", m),
        _own("last_turn", "Previous turn", lambda: scene.step_turn(-1), ",", m),
        _own("next_item", "Next agenda item", lambda: scene.step_item(1), "]", m),
        _own("last_item", "Previous agenda item", lambda: scene.step_item(-1), "[", m),
        _own("on", "Playhead on", lambda: by_part(0.02), "Right", "View"),
        _own("back", "Playhead back", lambda: by_part(-0.02), "Left", "View"),
        _own("on_second", "Playhead a second on", lambda: by_ms(1000), "Shift+Right", "View"),
        _own("back_second", "Playhead a second back", lambda: by_ms(-1000), "Shift+Left", "View"),
        _own("start", "To the start", lambda: scene.move_playhead(0), "Home", "View"),
        _own("end", "To the end", lambda: scene.move_playhead(scene.view.length_ms), "End",
             "View"),
    ]  # fmt: skip


def _viewing(page: ReviewPage) -> list[Action]:
    line = page.timeline
    return [
        _own("closer", "Zoom in", lambda: line.zoom_by(1.25), "+", "View"),
        _own("closer_too", "Zoom in", lambda: line.zoom_by(1.25), "=", ""),
        _own("further", "Zoom out", lambda: line.zoom_by(0.8), "-", "View"),
        _own("whole", "Whole meeting", line.show_whole, "0", "View"),
        _own("page_on", "A view later", lambda: line.pan_by(0.9), "PgDown", "View"),
        _own("page_back", "A view earlier", lambda: line.pan_by(-0.9), "PgUp", "View"),
        Action("review.legend", "Legend", page.toggle_legend, "", "View", on=page.legend_shown),
        Action("review.figures", "Figures", page.toggle_figures, "F8", "View",
               on=page.figures_shown),
        Action("review.gallery", "All figures", page.toggle_gallery, "F7", "View",
               on=page.gallery_shown),
        Action("review.search", "Search this session", page.search, "Ctrl+F", "Session"),
    ]  # fmt: skip


def _changing(page: ReviewPage) -> list[Action]:
    scene, m = page.scene, "Moment"
    history = scene.recorder.history
    return [
        Action("review.edit", "Edit", page.edit, "F2", m),
        _own("edit_too", "Edit", page.edit, "Return", ""),
        _own("delete", "Delete", page.delete, "Del", m),
        _own("earlier", "A second earlier", lambda: nudge.start(scene, -1000), "Ctrl+Left", m),
        _own("later", "A second later", lambda: nudge.start(scene, 1000), "Ctrl+Right", m),
        _own("end_earlier", "Turn's end a second earlier", lambda: nudge.end(scene, -1000),
             "Ctrl+Shift+Left", m),
        _own("end_later", "Turn's end a second later", lambda: nudge.end(scene, 1000),
             "Ctrl+Shift+Right", m),
        Action("review.add", "Add a moment at the playhead", page.add_moment, "Ctrl+N", m),
        Action("review.session", "The session itself", lambda: scene.pick(SESSION), "", "Session"),
        Action("review.undo", "Undo", page.undo, "Ctrl+Z", "Session"),
        Action("review.redo", "Redo", page.redo, "Ctrl+Shift+Z", "Session",
               can=lambda: bool(history.redo_label())),
    ]  # fmt: skip


def _pictures(page: ReviewPage) -> list[Action]:
    return [
        Action("review.svg", "Save the timeline as SVG…", lambda: page.save_picture("svg"), "",
               "Session"),
        Action("review.png", "Save the timeline as PNG…", lambda: page.save_picture("png"), "",
               "Session"),
        Action("review.copy", "Copy the timeline as a picture", page.copy_picture, "", "Session"),
        Action("review.print", "Print the timeline…", page.print_picture, "Ctrl+P", "Session"),
    ]  # fmt: skip
