"""The HTML page: what is on it, what a PDF must not be able to do to it, and how large it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lkj_audit.checks import messages, registry
from lkj_audit.errors import FolderNeeded, UnwritableOutput
from lkj_audit.model import Evidence, Finding, Place, Problem
from lkj_audit.pages import Picture, pictures
from lkj_audit.phrases import phrase
from lkj_audit.render import html, html_files, html_view, indeks
from tests import pdfs
from tests.render.results import failed, finding, result, table_result, value

PICTURE = Picture(b"RIFF", 595.3, 841.9)
IMAGES = {3: PICTURE, 5: PICTURE}
NASTY = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\x1b[2J\u202e"


class Page(HTMLParser):
    """Elements with their attributes, and the text outside of scripts and style sheets."""

    VOID = ("meta", "input", "link", "br", "img")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text += data

    def of_class(self, name: str) -> Iterator[dict[str, str | None]]:
        return (a for _, a in self.elements if name in (a.get("class") or "").split())


def many(count: int, page: int = 3) -> tuple[Finding, ...]:
    evidence = (Evidence("stated", value("1.000", "1000", page=page)),)
    return tuple(finding(fingerprint=f"{n:016x}", evidence=evidence) for n in range(count))


def test_each_finding_has_its_evidence_boxed_and_labelled() -> None:
    page = Page(html.report_html(result(findings=(finding(),)), IMAGES, "id"))
    boxes = list(page.of_class("box"))
    assert [b["aria-label"] for b in boxes] == ["ditulis: 4.384.925.985", "bagian: 1.250,50"]
    assert boxes[0]["style"] == "left:8.24%;top:11.76%;width:12.09%;height:1.66%"
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids)) and not page.open
    links = [str(a["href"]) for tag, a in page.elements if tag == "a"]
    assert {b["id"] for b in boxes} <= {link[1:] for link in links}
    assert all(link[1:] in ids for link in links)


def test_findings_go_by_severity_then_family() -> None:
    shown = (finding(rule="STR104", severity="warning"), finding(rule="KIN101"), finding(rule="ANG104"))
    page = Page(html.report_html(result(findings=shown), {}, "id"))
    assert [a["data-rule"] for a in page.of_class("finding")] == ["ANG104", "KIN101", "STR104"]


def test_a_page_is_in_the_file_once() -> None:
    source = html.report_html(result(findings=many(20)), IMAGES, "id")
    assert source.count(".p3{background-image") == 1 and source.count('class="paper p3"') == 20


def test_arithmetic_advice_and_denominators_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Page(html.report_html(result(), IMAGES, "id")).text
    entry = messages.entry("ANG104", "id")
    for piece in ("4.384.927.985", "−2.000", entry.why, entry.fix, "keyakinan 60", "1.200", "Tidak ada tabel rencana"):
        assert piece in text


def test_english_page_is_english() -> None:
    source = html.report_html(result(), IMAGES, "en")
    assert '<html lang="en">' in source and "4,384,927,985" in source
    assert not re.search(r"\b(ditulis|seharusnya|Temuan|Halaman|Cari)\b", Page(source).text)


def test_nothing_found_says_what_was_checked() -> None:
    page = Page(html.report_html(result(findings=()), {}, "id"))
    assert "Tidak ada kontradiksi" in page.text and "ANG104" in page.text and "KIN101" in page.text
    assert not list(page.of_class("finding")) and not list(page.of_class("filter"))


def test_hostile_text_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "sentence", lambda f, lang: (NASTY, NASTY))
    bad = finding(item=NASTY, evidence=(Evidence("stated", value(NASTY)),), also=("ANG105",), params={"cell": NASTY})
    made = table_result(["Uraian", NASTY], ["a", NASTY])
    source = html.report_html(replace(made, path=NASTY, findings=(bad,)), IMAGES, "id")
    page = Page(source)
    assert [tag for tag, _ in page.elements].count("script") == 1 and "img" not in [t for t, _ in page.elements]
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", source) and "{{ 7*7 }}" in page.text


def test_a_file_without_tables_is_not_called_right() -> None:
    blank = result(findings=(), problems=(Problem(0, "no-tables"),), status="ok")
    said = phrase("nothing-found", "id")
    assert said not in Page(html.report_html(blank, {}, "id")).text
    assert said in Page(html.report_html(replace(blank, problems=()), {}, "id")).text


def test_nothing_is_fetched() -> None:
    index = indeks.index_html([result()], {"lkj.pdf": "lkj.html"}, "id")
    for source in (html.report_html(result(), IMAGES, "id"), index):
        assert not re.search(r"https?:|@import|//\w+\.\w", source)
        assert "default-src 'none'" in source
        assert all(u.startswith("data:image/webp;base64,") for u in re.findall(r"url\(([^)]*)\)", source))


def test_evidence_on_many_pages_shows_those_of_most_weight() -> None:
    context = tuple(Evidence("context", value("x", page=n)) for n in range(1, 9))
    f = finding(evidence=(*context, Evidence("stated", value("1", page=9))))
    assert html_view.pages(result(findings=(f,))) == [9, 1, 2, 3]


def test_context_is_labelled_only_where_it_stands_alone() -> None:
    beside, alone = (Evidence("context", replace(value("Belanja"), places=(Place(n, (10.0, 300.0, 60.0, 312.0)),)))
                     for n in (3, 5))
    told = finding(evidence=(Evidence("stated", value("1.000", "1000")), beside, alone))
    card, = html_view.cards(result(findings=(told,)), IMAGES, "id")
    assert [[(b.role, bool(b.label)) for b in s.boxes] for s in card.sheets] == [
        [("stated", True), ("context", False)], [("context", True)]]


def test_labels_hide_no_other_evidence() -> None:
    row = [Evidence("part", replace(value(str(x)), places=(Place(3, (x, 100.0, x + 60, 112.0)),))) for x in (100, 165)]
    card, = html_view.cards(result(findings=(finding(evidence=tuple(row)),)), IMAGES, "id")
    assert [b.label for b in card.sheets[0].boxes] == ["left", "right"]


def test_a_finding_without_its_picture_is_still_told() -> None:
    page = Page(html.report_html(result(findings=(finding(),)), {}, "id"))
    assert "hlm. 3, 5" in page.text and not list(page.of_class("sheet"))


def test_two_thousand_findings_fit() -> None:
    source = html.report_html(result(findings=many(2000)), IMAGES, "id")
    assert source.count("<article") == 2000 and len(source) < 9_000_000


def test_pictures_stay_within_their_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html_files, "pictures", lambda path, pages, password: (
        (n, Picture(b"x" * 100_000, 595.3, 841.9)) for n in pages))
    found = tuple(f for n in range(1, 61) for f in many(1, page=n))
    html_files.save_report(result(findings=found), tmp_path / "a.html", "id")
    assert 5_000_000 < (tmp_path / "a.html").stat().st_size < 6_000_000


def test_pictures_of_a_pdf(tmp_path: Path) -> None:
    path = pdfs.budget_report(tmp_path / "a.pdf", pdfs.RIGHT)
    (number, picture), = pictures(path, [1, 99])
    assert number == 1 and picture.data[8:12] == b"WEBP" and len(picture.data) < 60_000
    assert (round(picture.width), round(picture.height)) == (595, 842)


def test_pictures_of_what_cannot_be_opened_are_none(tmp_path: Path) -> None:
    (tmp_path / "bukan.pdf").write_text("bukan PDF")
    assert not list(pictures(tmp_path / "bukan.pdf", [1])) + list(pictures(tmp_path / "hilang.pdf", [1]))


def test_file_names_do_not_collide_and_links_are_quoted() -> None:
    names = html_files.file_names([Path("a/lkj.pdf"), Path("b/LKJ.pdf"), Path("index.pdf"), Path('c/1 "2" #3.pdf')])
    assert list(names.values()) == ["lkj.html", "LKJ-1.html", "index-1.html", '1 "2" #3.html']
    r = result(path='c/1 "2" #3.pdf')
    assert 'href="1%20%222%22%20%233.html"' in indeks.index_html([r], names, "id")


def test_unread_report_says_why() -> None:
    assert "rusak atau terpotong" in Page(html.report_html(failed(), {}, "id")).text


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput):
        html_files.save_report(failed(), tmp_path / "tidak-ada" / "a.html", "id")


def test_several_reports_need_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderNeeded):
        html_files.Pages(tmp_path / "a.html", "id").prepare([Path("a.pdf"), Path("b.pdf")])


def test_a_folder_gets_a_page_each_and_an_index(tmp_path: Path) -> None:
    pages = html_files.Pages(tmp_path / "hasil" / "2024", "id")
    pages.prepare([Path("lkj.pdf"), Path("rusak.pdf")])
    pages.save(result())
    pages.finish([result(), failed()])
    assert {p.name for p in pages.output.iterdir()} == {"index.html", "index.xlsx", "lkj.html", "rusak.html"}


def test_every_family_has_a_name() -> None:
    for code in registry.rules():
        assert phrase(f"family-{html_view.family(code)}", "id") != f"family-{html_view.family(code)}"
