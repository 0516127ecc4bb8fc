"""Ruling lines on the image of a scanned page, found without reading it: the words' boxes are given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFilter

from bench.fidelity.layouts import LAYOUTS
from bench.fidelity.suite import REPORTLAB, make
from lkj_audit.extract.page.pdfium import read_page
from lkj_audit.extract.scanned import ocr
from lkj_audit.extract.scanned.ocr import PixelWord
from lkj_audit.model import BBox

pytestmark = pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")

SCALE = 200 / 72


def scanned(folder: Path, layout: str) -> tuple[Image.Image, list[PixelWord], set[int], set[int]]:
    """The first page of a book as an image, its words in pixels, and where its level and upright rules stand."""
    case, = make(REPORTLAB, LAYOUTS[layout], [5], folder, count=2)
    page = pdfium.PdfDocument(case.path)[0]
    raw = read_page(page, 1)
    words: list[PixelWord] = []
    for w in raw.words:
        x0, top, x1, bottom = (v * SCALE for v in w.bbox)
        words.append((w.text, 1.0, (x0, top, x1, bottom)))
    level = {round(r.bbox[1] * SCALE) for r in raw.rules if r.orientation == "h"}
    upright = {round(r.bbox[0] * SCALE) for r in raw.rules if r.orientation == "v"}
    return page.render(scale=SCALE).to_pil().convert("RGB"), words, level, upright


def found(image: Image.Image, words: list[PixelWord]) -> list[BBox]:
    from lkj_audit.extract.scanned.scan import find_rules

    return find_rules(np.ascontiguousarray(np.asarray(image)), words)


def worn(image: Image.Image, how: str) -> Image.Image:
    grey = np.asarray(image.convert("L"), dtype=np.float64)
    if how == "noisy":
        grey = grey + np.random.default_rng(1).normal(0, 15, grey.shape)
    elif how == "faint":
        grey = 170 + grey * 85 / 255
    elif how == "blurred":
        grey = np.asarray(image.convert("L").filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float64)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).convert("RGB")


@pytest.mark.parametrize("how", ["clean", "noisy", "faint", "blurred"])
@pytest.mark.parametrize("layout", ["bullets", "merged"])
def test_rules_are_all_there_and_letters_are_none(layout: str, how: str, tmp_path: Path) -> None:
    """The feet of letters side by side, and their stems over each other, are no rules; every rule is one."""
    image, words, level, upright = scanned(tmp_path, layout)
    strokes = found(worn(image, how), words)
    across, down = {round(b[1]) for b in strokes if b[1] == b[3]}, {round(b[0]) for b in strokes if b[0] == b[2]}
    for seen, drawn in ((across, level), (down, upright)):
        assert all(min(abs(s - d) for d in drawn) <= 5 for s in seen), "a stroke that is no rule"
        assert all(min(abs(s - d) for s in seen) <= 5 for d in drawn), "a rule that was not seen"


@pytest.mark.parametrize(("how", "angle"), [("clean", 0.0), ("faint", 0.0), ("clean", 2.0), ("faint", -1.0)])
def test_skew_is_measured_on_faint_pages_too(how: str, angle: float, tmp_path: Path) -> None:
    from lkj_audit.extract.scanned.straight import deskew

    image, *_ = scanned(tmp_path, "merged")
    turned = worn(image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"), how)
    _, matrix = deskew(np.ascontiguousarray(np.asarray(turned)))
    assert np.degrees(np.arctan2(matrix[1], matrix[0])) == pytest.approx(-angle, abs=0.15)


def in_the_shade(image: Image.Image) -> Image.Image:
    """Lit from one corner: the paper in the other is darker than ink is grey."""
    down, right = np.mgrid[0:1:image.height * 1j, 0:1:image.width * 1j]
    light = 0.35 + 0.65 * (down + right)[..., None] / 2
    return Image.fromarray((np.asarray(image) * light).astype(np.uint8))


def test_skew_is_measured_in_the_shade(tmp_path: Path) -> None:
    from lkj_audit.extract.scanned.straight import deskew

    image, *_ = scanned(tmp_path, "merged")
    turned = in_the_shade(image.rotate(1.0, Image.Resampling.BICUBIC, fillcolor="white"))
    _, matrix = deskew(np.ascontiguousarray(np.asarray(turned)))
    assert np.degrees(np.arctan2(matrix[1], matrix[0])) == pytest.approx(-1.0, abs=0.15)


def level_rules(image: Image.Image) -> int:
    """How many rules that run over most of the page are at one height from end to end, but for some pixels."""
    dark = np.asarray(image).min(axis=2) < 160
    wide = {(round(y), round(x0), round(x1)) for x0, y, x1, end in found(image, []) if y == end}
    return sum(dark[y - 4:y + 5, x0:x1].any(axis=0).mean() > 0.95 for y, x0, x1 in wide if x1 - x0 > 0.6 * image.width)


def test_lines_of_a_photograph_are_made_level(tmp_path: Path) -> None:
    """Those at its top run up to the right and those at its foot down: every rule is level after it."""
    from lkj_audit.extract.scanned.straight import deskew

    image, *_ = scanned(tmp_path, "ruled")
    width, height = image.size
    rise = 0.015 * width
    corners = (0, rise / 2, 0, height - rise / 2, width, height + rise / 2, width, -rise / 2)
    fanned = image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR, fillcolor="white")
    straight, _ = deskew(np.ascontiguousarray(np.asarray(fanned)))
    assert level_rules(fanned) < level_rules(image) == level_rules(Image.fromarray(straight))


def test_lines_of_a_page_near_the_fold_of_a_book_are_made_level(tmp_path: Path) -> None:
    """Their middles hang below their ends."""
    from lkj_audit.extract.scanned.straight import deskew

    image, *_ = scanned(tmp_path, "ruled")
    pixels = np.asarray(image)
    hang = np.rint(22 * np.sin(np.pi * np.arange(image.width) / image.width)).astype(int)
    rows = (np.arange(image.height)[:, None] - hang).clip(0, image.height - 1)
    bent = Image.fromarray(np.take_along_axis(pixels, rows[..., None], axis=0))
    straight, _ = deskew(np.ascontiguousarray(np.asarray(bent)))
    assert level_rules(bent) < level_rules(image) == level_rules(Image.fromarray(straight))


def test_a_sheet_is_cut_out_of_the_ground_it_lies_on(tmp_path: Path) -> None:
    """Half of it lies in the shade. A point of the sheet is led back to where it is on the photograph."""
    from lkj_audit.extract.page.drawn import apply
    from lkj_audit.extract.scanned.sheet import cut_out

    image, *_ = scanned(tmp_path, "ruled")
    width, height = image.size
    left, top, right, bottom = 0.06 * width, 0.05 * height, 0.95 * width, 0.96 * height
    lean = 0.02 * width
    corners = (left + lean, top, left, bottom, right - lean, bottom, right, top + lean)
    sheet = in_the_shade(image).transform(image.size, Image.Transform.PERSPECTIVE, coefficients(corners, image.size),
                                          Image.Resampling.BILINEAR, fillcolor=(40, 40, 40))
    flat, back = cut_out(np.ascontiguousarray(np.asarray(sheet)))
    x, y = apply(back, flat.shape[1] / 2, flat.shape[0] / 2)
    assert flat.shape[:2] == (pytest.approx(bottom - top, rel=0.05), pytest.approx(right - left, rel=0.05))
    assert x == pytest.approx((left + right) / 2, abs=20)
    assert y == pytest.approx((top + bottom) / 2, abs=20)
    assert flat[5:-5, 5:-5].min(axis=2)[:, [0, -1]].mean() > 60, "no ground is left at the sides"


def coefficients(corners: tuple[float, ...], size: tuple[int, int]) -> list[float]:
    """Of the perspective that sends the corners of an image of ``size``, from the upper left one down and round, to
    ``corners``; as Pillow wants them, from there back."""
    whole = ((0, 0), (0, size[1]), (size[0], size[1]), (size[0], 0))
    rows, values = [], []
    for (u, v), x, y in zip(whole, corners[::2], corners[1::2], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(c) for c in np.linalg.solve(np.array(rows), np.array(values))]


def test_a_page_from_a_scanner_is_left_as_it_is(tmp_path: Path) -> None:
    from lkj_audit.extract.scanned.sheet import cut_out

    pixels = np.ascontiguousarray(np.asarray(scanned(tmp_path, "ruled")[0]))
    assert cut_out(pixels)[0] is pixels


def test_a_rule_behind_a_word_is_one_and_one_that_ends_above_a_title_is_not() -> None:
    """The middles of words are blanked before rules are looked for."""
    image = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(image)
    for y in (40, 120, 200, 280):
        draw.line((100, y, 800, y), "black", 3)
    for x in (100, 800):
        draw.line((x, 40, x, 280), "black", 3)
    for top, bottom in ((40, 120), (200, 280)):
        draw.line((450, top, 450, bottom), "black", 3)
    words: list[PixelWord] = [("1.234.567", 1.0, (380, 60, 520, 100)), ("Judul", 1.0, (380, 140, 520, 180))]
    upright = [b for b in found(image, words) if b[0] == b[2] and abs(b[0] - 450) < 5]
    assert [(round(b[1], -1), round(b[3], -1)) for b in upright] == [(40, 120), (200, 280)]


def test_light_letters_on_a_dark_ground_are_no_rules() -> None:
    image = Image.new("RGB", (900, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 40, 800, 100), (31, 56, 100))
    for x in range(330, 560, 12):
        draw.rectangle((x, 60, x + 6, 84), "white")
    level = [b for b in found(image, [("PROGRAM", 1.0, (326, 54, 566, 90))]) if b[1] == b[3]]
    assert all(min(abs(b[1] - y) for y in (40, 100)) < 8 for b in level)


def test_the_ring_of_a_stamp_is_no_rule() -> None:
    """Where it runs up or down, it is straight enough for one."""
    image = Image.new("RGB", (900, 700), "white")
    ImageDraw.Draw(image).ellipse((300, 150, 700, 550), outline="black", width=5)
    assert found(image, []) == []


@pytest.mark.parametrize("drawn", [True, False])
def test_the_sides_of_a_coloured_header_are_no_rules(drawn: bool) -> None:
    """Those of a table that goes on below are."""
    image = Image.new("RGB", (900, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 40, 800, 100), (31, 56, 100))
    for y in (100, 170, 240):
        draw.line((100, y, 800, y), "black", 3)
    for x in (100, 800) if drawn else ():
        draw.line((x, 40, x, 240), "black", 3)
    assert len([b for b in found(image, []) if b[0] == b[2]]) == 2 * drawn


def test_what_a_stamp_lies_over_is_doubted() -> None:
    """Either may be misread, be the engine as sure as it likes."""
    from lkj_audit.extract.scanned.scan import as_words

    read: list[PixelWord] = [("12.450", 0.99, (100, 100, 200, 130)), ("DINAS", 0.99, (150, 95, 320, 150)),
                             ("98,20", 0.99, (400, 100, 470, 130)), ("97,10", 0.99, (400, 129, 470, 160))]
    words = as_words(read, 1, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    assert [w.text for w in words if w.confidence < 0.9] == ["12.450", "DINAS"]
