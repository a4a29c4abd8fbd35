"""Name the colours of light, dark and high contrast, once for every window and figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours, as #RRGGBB."""

    name: str
    ground: str
    surface: str
    ink: str
    muted: str
    faint: str  # decoration only: below text contrast
    hairline: str
    accent: str
    accent_ink: str  # text on the accent
    accent_soft: str  # a selected row
    language: str
    message: str
    unheard: str
    unheard_ink: str  # the same in words: at text contrast
    interjection: str
    slate: str
    moss: str
    plum: str
    ochre: str
    let_run: str
    saved: str
    trouble: str
    organisations: tuple[str, ...]  # told by name too, never by colour alone


LIGHT = Tokens(
    name="light",
    ground="#F7F6F3", surface="#FFFFFF", ink="#1C1F23", muted="#5F6773", faint="#8A919C",
    hairline="#E4E2DC", accent="#2B5C8A", accent_ink="#FFFFFF", accent_soft="#E3EBF3",
    language="#4656C8", message="#0A7F74", unheard="#B56A00", unheard_ink="#9A5A00",
    interjection="#B8325A",
    slate="#56627A", moss="#4E7434", plum="#8A4FA0", ochre="#8F6B1E",
    let_run="#297347", saved="#297347", trouble="#A8321F",
    organisations=("#5B7FB5", "#8E68B0", "#3A9886", "#B58024", "#B5506B", "#6B8E3D", "#7A736B",
                   "#3F8FB0", "#A3673F", "#66709A", "#9A8A2F", "#4F7F66"),
)  # fmt: skip

DARK = Tokens(
    name="dark",
    ground="#14171B", surface="#1C2025", ink="#E9E7E2", muted="#A2AAB5", faint="#7B8490",
    hairline="#2C3138", accent="#7FB2E5", accent_ink="#10202F", accent_soft="#22303E",
    language="#8E9BFF", message="#45C9BB", unheard="#F0A94A", unheard_ink="#F0A94A",
    interjection="#FF7FA3",
    slate="#A5B1C9", moss="#9CC47A", plum="#CF9AE3", ochre="#DDB75A",
    let_run="#6CCB93", saved="#6CCB93", trouble="#FF8A73",
    organisations=("#6B8FC7", "#A07CC2", "#4DB5A2", "#CF9B3E", "#C9627E", "#7FA34D", "#948D84",
                   "#52A3C4", "#BA7C52", "#7C87B3", "#B3A244", "#629A7E"),
)  # fmt: skip

CONTRAST = Tokens(
    name="contrast",
    ground="#000000", surface="#000000", ink="#FFFFFF", muted="#FFFFFF", faint="#D0D0D0",
    hairline="#FFFFFF", accent="#FFFF00", accent_ink="#000000", accent_soft="#333300",
    language="#B3BCFF", message="#5FFFEE", unheard="#FFC266", unheard_ink="#FFC266",
    interjection="#FF9FBB",
    slate="#D6DEF0", moss="#C6F0A0", plum="#EBC2FA", ochre="#FFE08A",
    let_run="#8DFFB9", saved="#8DFFB9", trouble="#FFB3A3",
    organisations=("#8FB6FF", "#D3B0F5", "#7FEBD6", "#FFD27F", "#FF9DB5", "#BCE887", "#D6CFC6",
                   "#8ADBFF", "#FFC299", "#C2CBFF", "#F0E27F", "#9FE0BF"),
)  # fmt: skip

SCHEMES = {scheme.name: scheme for scheme in (LIGHT, DARK, CONTRAST)}


def family_colour(tokens: Tokens, colour: str) -> str:
    """Return the hex colour of a family's colour name in this scheme."""
    value = getattr(tokens, colour)
    if not isinstance(value, str):
        raise KeyError(colour)
    return value
