"""Export what is held about a person, or erase them, from the command line."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from livecoach.commands.refusal import Refusal
from livecoach.commands.vaults import keep, opened

if TYPE_CHECKING:
    from livecoach.store.writer import Writer

FORMS = ("json", "pdf")


def person(args: Namespace) -> None:
    """Export what is held about the holder of a post, or erase them everywhere."""
    if args.way is not None and not args.erase:
        raise Refusal("--way goes with --erase.")
    with opened(Path(args.vault), args.passphrase_file) as writer:
        post = find_post(writer, args.post)
        if args.erase:
            _erase(writer, post, args.way or "delete")
        else:
            _export(writer, post, Path(args.export))


def find_post(writer: Writer, reference: str) -> str:
    """Return the uid of the post meant by its title or uid. Raise Refusal with those there are."""
    from livecoach.core.quickline import slug
    from livecoach.store import looking_ahead, reading

    there = {post.uid: post.title for post in writer.ask(reading.posts)}
    deleted = writer.ask(looking_ahead.deleted_posts)
    for known in (there, deleted):  # a post in the list goes before one that was deleted
        if reference in known:
            return reference
        found = [uid for uid, title in known.items() if slug(title) == slug(reference)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(f"{len(found)} posts are called {reference!r}; name one by its id: "
                          f"{', '.join(found)}.")  # fmt: skip
    titles = "; ".join([*there.values(), *(f"{title} (deleted)" for title in deleted.values())])
    listed = f"The posts are: {titles}." if titles else "There are no posts in this vault."
    raise Refusal(f"No post is called {reference!r}. {listed}")


def _export(writer: Writer, post: str, folder: Path) -> None:
    from livecoach.core import clock
    from livecoach.store import held
    from livecoach.ui.held.exporting import export

    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file; name a folder for the two files.")
    found = writer.ask(lambda db: held.held(db, post))
    found = held.with_backups(writer.ask, writer.folder, writer.key, found)
    done = export(writer, found, folder, clock.read(), FORMS)
    try:
        keep(writer, [done.noted])
    except Refusal:
        for path in done.paths:
            path.unlink(missing_ok=True)
        raise
    masked = sum(found.masked(row) for row in found.rows)
    print(
        f"{len(found.rows)} rows; in {masked} somebody else is masked. Show a row in full in the "
        "window, with a reason."
    )
    print(
        f"Also in {found.journalled} edits of the journal and {found.backups} of "
        f"{found.backups_seen} backups."
    )
    for path in done.paths:
        print(f"Wrote {path}")


def _erase(writer: Writer, post: str, way: str) -> None:
    from livecoach.store import erasing, looking_ahead
    from livecoach.store.subject import Subject
    from livecoach.ui.erasing import words

    subject = Subject("person", post)
    title = writer.ask(lambda db: looking_ahead.title_of(db, subject))
    ahead = writer.ask(lambda db: looking_ahead.look_ahead(db, writer.folder, subject, way))
    if ahead.hold is not None:
        raise Refusal(words.hold_words(ahead.hold))
    print(f"Erasing {title}: {looking_ahead.ways_for('person')[way].lower()}.")
    for line in words.preview_lines(ahead):
        print(line)
    if sys.stdin.isatty():
        try:
            typed = input(f"To go on, type {title}: ")
        except EOFError:
            typed = ""
        if " ".join(typed.split()).casefold() != " ".join(title.split()).casefold():
            raise Refusal("That is not how the post is called; nothing was erased.")
    done = writer.ask(
        lambda db: erasing.erase(
            db, writer.folder, writer.key, subject, way,
            places=erasing.further_places(db, writer.folder),
        )
    )  # fmt: skip
    print("Erased:")
    for line in words.done_lines(done):
        print(line)
    for line in words.went_out_lines(ahead.went_out, 60):
        print(f"Delete by hand: {line}")
