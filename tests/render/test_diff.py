"""Two versions of a report on one page and on the terminal."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from lkj_audit.model import Evidence, Finding, Identity
from lkj_audit.pages import Picture, twins
from lkj_audit.render.diff_html import diff_html
from lkj_audit.render.diff_terminal import print_diff
from lkj_audit.versions import Diff, diff
from tests import pdfs
from tests.render.results import HOSTILE, decided, finding, result, value
from tests.render.test_html import NASTY, Page

PICTURE = Picture(b"RIFF", 595.3, 841.9)


def versions() -> Diff:
    """One finding new, one remaining with other figures, one mended."""
    def at(page: int, item: str, stated: str) -> Finding:
        evidence = (Evidence("stated", value(stated, stated, page=page)),)
        return finding(item=item, fingerprint=item, evidence=evidence, stated=value(stated, stated).number)

    old = result(path="lama.pdf", findings=(at(3, "tetap", "1000"), at(4, "hilang", "2000")))
    return diff(old, result(path="baru.pdf", findings=(at(5, "tetap", "1500"), at(6, "muncul", "3000"))))


def page_of(made: Diff, lang: str = "id") -> Page:
    pictures = {n: PICTURE for n in range(3, 7)}
    return Page(diff_html(made, pictures, pictures, {6: 5}, {4: 6}, lang))


def shown(made: Diff, lang: str = "id") -> str:
    out = io.StringIO()
    print_diff(Console(file=out, width=100), made, lang)
    return out.getvalue()


def test_both_pages_of_every_change_are_shown() -> None:
    page = page_of(versions())
    sheets = [str(a["class"]) for a in page.of_class("paper")]
    assert sheets == ["paper lama5", "paper baru6", "paper lama3", "paper baru5", "paper lama4", "paper baru6"]
    boxes = [a["aria-label"] for a in page.of_class("box")]
    assert boxes == ["ditulis: 3000", "ditulis: 1000", "ditulis: 1500", "ditulis: 2000"]
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids)) and not page.open


def test_page_says_what_became_of_each_finding() -> None:
    text = " ".join(page_of(versions()).text.split())
    for piece in ("baru 1", "tetap 1", "diperbaiki 1", "Tidak ditemukan lagi.", "Tidak ada pada versi ini.",
                  "Angkanya berubah tetapi masih bertentangan.", "lama.pdf → baru.pdf"):
        assert piece in text
    english = page_of(versions(), "en").text
    assert "Not found any more." in english and "Versi lama" not in english


def test_nothing_from_the_pdf_becomes_markup() -> None:
    bad = result(path=NASTY, identity=Identity(NASTY), findings=(
        decided("accepted", item=NASTY, evidence=(Evidence("stated", value(NASTY)),)),))
    page = page_of(diff(bad, result(path=HOSTILE)))
    assert [tag for tag, _ in page.elements].count("script") == 1 and "img" not in [t for t, _ in page.elements]
    text = shown(diff(bad, result(path=HOSTILE)))
    assert "\x1b" not in text and "\u202e" not in text


def test_terminal_shows_both_pages_and_the_figures_before() -> None:
    text = " ".join(shown(versions()).split())
    assert "1 diperbaiki, 1 tetap, 1 baru, 0 belum dapat dipastikan." in text
    assert text.index("BARU (1)") < text.index("TETAP (1)") < text.index("DIPERBAIKI (1)")
    assert "hlm. 3 → hlm. 5" in text and "sebelumnya: tetap tidak cocok." in text


def test_reports_that_are_no_versions_of_each_other_are_told() -> None:
    other = diff(result(), result(identity=Identity("Dinas Lain", year=2024)))
    assert "bukan laporan yang sama" in shown(other) and "bukan laporan yang sama" in page_of(other).text
    assert "bukan laporan yang sama" not in shown(versions())


def test_no_findings_at_all() -> None:
    none = result(findings=())
    assert "Tidak ada temuan pada kedua versi." in page_of(diff(none, none)).text
    assert "0 diperbaiki, 0 tetap" in shown(diff(none, none))


def test_a_page_is_found_again_by_its_words(tmp_path: Path) -> None:
    pages = {"a": "Anggaran tahun ini tersedia.", "b": "Pegawai berjumlah tujuh orang.", "c": "Capaian sangat baik."}
    old = pdfs.paged(tmp_path / "lama.pdf", [pages["a"], pages["b"], pages["c"]])
    mended = pages["b"].replace("tujuh", "delapan")
    new = pdfs.paged(tmp_path / "baru.pdf", ["Sampul", "Kata pengantar", pages["a"], mended, pages["c"]])
    assert twins(old, new, [1, 2, 3]) == {1: 3, 2: 4, 3: 5}
    assert twins(new, old, [4, 5]) == {4: 2, 5: 3}
    assert twins(tmp_path / "hilang.pdf", new, [1]) == {}
