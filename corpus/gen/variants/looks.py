"""Random pages and table looks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corpus.gen.variants.model import Look, Page

MM = 72 / 25.4
PAPERS = ((210, 297), (210, 297), (210, 297), (215.9, 330.2), (215.9, 279.4), (215.9, 355.6))
RULES = (
    "grid", "grid", "grid", "grid", "horizontal", "horizontal", "booktabs", "booktabs", "box", "zebra", "headfill", "none",
    "dotted", "columns",
)  # fmt: skip
FILLS = ("#D9E2F3", "#F2F2F2", "#FFF2CC", "#1F3864", "#C00000", "#E2EFD9", "#BFBFBF", "#2E75B6")
DARK = frozenset({"#1F3864", "#C00000", "#2E75B6"})
FAMILIES = {
    "reportlab": (
        "LiberationSerif",
        "LiberationSans",
        "LiberationSansNarrow",
        "Carlito",
        "Caladea",
        "Helvetica",
        "Times",
    ),
    "office": ("Liberation Serif", "Liberation Sans", "Carlito", "Caladea", "Liberation Sans Narrow"),
    "browser": (
        "Liberation Serif",
        "Liberation Sans",
        "Carlito",
        "Caladea",
        "DejaVu Sans",
        "Liberation Sans Narrow",
        "P052",
    ),
}


def random_look(rng: Random) -> Look:
    """How tables are ruled, filled and spaced."""
    rules = rng.choice(RULES)
    fill = rng.choice(FILLS) if rules in ("headfill", "zebra") or rng.random() < 0.5 else ""
    return Look(
        rules=rules,
        line=rng.choice((0.25, 0.5, 0.5, 0.75, 1.2)),
        colour=rng.choice(("#000000", "#000000", "#000000", "#7F7F7F", "#8EAADB", "#BFBFBF")),
        header_fill=fill,
        header_ink="#FFFFFF" if fill in DARK else "#000000",
        zebra=rng.choice(("#EDEDED", "#DEEAF6", "#FBE4D5")) if rules == "zebra" or rng.random() < 0.08 else "",
        size=rng.choice((8, 8.5, 9, 9, 10, 10, 11, 12)),
        leading=rng.choice((1.1, 1.15, 1.2, 1.35, 1.5)),
        padding=rng.choice((1.5, 2.5, 3, 4, 6)),
        valign=rng.choice(("middle", "middle", "top", "top", "bottom")),
        repeat_header=rng.random() < 0.55,
        split_rows=rng.random() < 0.6,
        bold_header=rng.random() < 0.85,
        width=rng.choice((1.0, 1.0, 1.0, 0.95, 0.9)),
    )


def random_looks(rng: Random) -> tuple[Look, tuple[Look, ...]]:
    """The report's look and the looks that single tables may have instead, alike in size."""
    main = random_look(rng)
    others = [replace(random_look(rng), size=main.size, repeat_header=main.repeat_header) for _ in range(3)]
    return main, tuple(others)


def random_page(rng: Random, printer: str, office: str, year: int) -> Page:
    """Paper, margins, fonts and what runs on every page."""
    short, long = rng.choice(PAPERS)
    title = rng.choice((f"LKIP {office} {year}", f"Laporan Kinerja {office} Tahun {year}", f"LAKIP {office} TA {year}"))
    return Page(
        size=(short * MM, long * MM),
        landscape=rng.random() < 0.2,
        family=rng.choice(FAMILIES[printer]),
        points=rng.choice((10, 11, 11, 12)),
        leading=rng.choice((1.15, 1.3, 1.5)),
        margins=(
            rng.choice((2.0, 2.5, 3.0)),
            rng.choice((2.2, 2.5, 3.0)),
            rng.choice((1.8, 2.0, 2.5)),
            rng.choice((2.0, 2.5)),
        ),
        header=title if rng.random() < 0.4 else "",
        footer=rng.choice((title, office.upper(), "Bersinar: Bersih Narkoba")) if rng.random() < 0.5 else "",
        numbers=rng.choice(("center", "right", "none")),
        watermark=rng.choice(("DRAFT", "SALINAN", "BNN", "RAHASIA")) if rng.random() < 0.15 else "",
        indent=rng.choice((0, 24, 28)),
    )
