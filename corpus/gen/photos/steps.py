"""What is photographed and how harshly, as data.

A step's ranges are those that a page draws from, so that pages of one step differ. The steps rise from a clean flatbed
to beyond what can be read; the last has every limit at once: 8°, 100 dpi, the worst compression and light.
"""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Step:
    """How harshly pages are photographed.

    Attributes:
        name: In a word or two.
        dpi: Pixels per inch of paper.
        skew_deg: Turn to either side.
        perspective: How much longer one side looks than the opposite one, as a share, along each axis.
        curl: Height of the waves in lines, in page widths.
        defocus: Spread of the blur, in 1/200 inch.
        motion: Way of the camera during the shot, in 1/200 inch.
        shadow: Share of the light lost at the darkest place.
        noise: Standard deviation of grey values, of 255.
        quality: Of the JPEG.
        marks: How many stamps and signatures a page bears.
        desk: Share of the page's width that is seen of the desk on each side; 0 for a scanner's white.
        colour: Whether the picture has colours.
    """

    name: str
    dpi: Range
    skew_deg: Range
    perspective: Range
    curl: Range
    defocus: Range
    motion: Range
    shadow: Range
    noise: Range
    quality: Range
    marks: tuple[int, int]
    desk: Range
    colour: bool


# fmt: off
STEPS = (
    #    name               dpi         skew      persp.        curl            defocus     motion      shadow      noise     quality   marks   desk          colour
    Step("flatbed",         (200, 200), (0, .3),  (0, 0),       (0, 0),         (0, .2),    (0, 0),     (0, 0),     (0, 1),   (85, 92), (0, 0), (0, 0),       False),
    Step("careless flatbed", (190, 200), (.3, 1.5), (0, 0),     (0, .001),      (.2, .5),   (0, 0),     (0, .08),   (1, 2),   (72, 85), (0, 1), (0, 0),       True),
    Step("scanner app",     (180, 200), (.5, 2.5), (.005, .02), (.001, .003),   (.3, .7),   (0, .5),    (.05, .2),  (1, 3),   (62, 78), (0, 1), (0, .03),     True),
    Step("phone, daylight", (170, 200), (1, 4),   (.01, .04),   (.002, .005),   (.5, .9),   (0, 1),     (.1, .3),   (2, 4),   (52, 68), (0, 2), (.02, .06),   True),
    Step("phone, indoors",  (150, 180), (2, 5.5), (.02, .06),   (.003, .008),   (.6, 1.1),  (.3, 1.3),  (.2, .4),   (3, 6),   (44, 58), (1, 2), (.03, .08),   True),
    Step("phone, in haste", (130, 155), (3, 6.5), (.03, .08),   (.005, .01),    (.7, 1.2),  (.5, 1.6),  (.3, .5),   (4, 7),   (36, 50), (1, 3), (.03, .1),    True),
    Step("sent on",         (112, 132), (4, 7.5), (.04, .1),    (.006, .012),   (.8, 1.3),  (.6, 1.8),  (.35, .55), (5, 9),   (28, 42), (1, 3), (.03, .1),    True),
    Step("beyond reading",  (100, 108), (5, 8),   (.05, .12),   (.008, .015),   (1.0, 1.6), (.8, 2.2),  (.4, .65),  (7, 12),  (18, 32), (2, 4), (.03, .1),    True),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Template:
    """How a report is set: font family, the tables' rules (see `print_reportlab`) and their colours, size in points."""

    family: str
    rules: str
    line: float
    ink: str
    header_fill: str
    header_ink: str
    size: float
    padding: float


# Fonts, forms and seeds of the two parts have nothing in common; `bench.calibration` leaves out the numbers that the
# testing reports print too.
CALIBRATING, TESTING = "calibrating", "testing"
TEMPLATES = {
    CALIBRATING: (
        Template("LiberationSans", "grid", 0.75, "#000000", "#F2F2F2", "#000000", 10, 4),
        Template("Helvetica", "columns", 0.5, "#000000", "", "#000000", 9, 3),
        Template("Caladea", "grid", 0.5, "#7F7F7F", "#E2EFD9", "#000000", 11, 2.5),
    ),
    TESTING: (
        Template("LiberationSerif", "grid", 0.5, "#000000", "", "#000000", 10, 3),
        Template("Carlito", "grid", 1.2, "#000000", "#1F3864", "#FFFFFF", 11, 4.5),
        Template("Times", "horizontal", 0.6, "#000000", "#D9E2F3", "#000000", 10, 5),
        Template("LiberationSansNarrow", "grid", 0.35, "#000000", "#BFBFBF", "#000000", 9, 3.5),
    ),
}
# Seeds of the generator of reports: `seed` of the command line counts from here.
FIRST_SEED = {CALIBRATING: 40_000, TESTING: 70_000}
# Testing reports whose text versions are read without loss, so that what a scan loses is the photograph's; one of each
# template, 801 values and 33 pages together. Of 80 reports 20 were such: which tables are hard is measured elsewhere.
TESTING_SEEDS = (63, 56, 69, 46)
CALIBRATING_SEEDS = (0, 1, 2)
