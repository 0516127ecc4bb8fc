"""IDN104, IDN106: what the report calls itself, and whose report it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.satker.report_names import Name, report_names
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_MERGED = Cued(r"Laporan\s+Kinerja\s+Instansi\s+Pemerintah\s*\(\s*LKj\s*\)", "lkj")
_BODIES = (r"KPU|Komisi\s+Pemilihan\s+Umum|Bawaslu|Badan\s+Pengawas\s+Pemilihan\s+Umum|DPRD|"
           r"Dewan\s+Perwakilan\s+Rakyat\s+Daerah|Komisi\s+Informasi|KPID|Komisi\s+Penyiaran")
_OF_WHOM = Cued(
    rf"(?:\bLaporan\s+(?:Akuntabilitas\s+)?Kinerja(?:\s+Instansi\s+Pemerintah)?|\bLKj(?:IP)?\b|\bLAKIP|\bLKIP)"
    rf"(?:\s*\([^)]{{2,12}}\))?(?:\s+Tahun\s+(?:Anggaran\s+)?\d{{4}})?(?:\s+(?:pada|di\s+lingkungan|dari))?\s+"
    rf"(?P<office>Sekretariat\s+)?(?P<body>{_BODIES})\b(?P<rest>(?:\s+[\w/]+){{0,3}})",
    "laporan", "laki", "lkip", "lkj")
_OFFICE_LINE = re.compile(rf"^\W*(?P<office>Sekretariat\s+)?(?P<body>{_BODIES})\b(?P<rest>.{{0,60}})$", re.I)
_ABOVE = re.compile(r"\s*(?:RI\b|Republik|Provinsi)")
COVER = 1  # page
SHOWN = 6  # places of one name that a finding shows


@rule("IDN104", "nama-laporan", "info")
def nama_laporan(report: Report) -> Iterator[Outcome]:
    """The report is called LKj here and LAKIP or LKIP there. "Laporan Kinerja" alone is short for LKIP too."""
    names = report_names(report.document)
    if not names:
        yield NotEvaluated("IDN104", "no-report-name")
        return
    yield from [CHECKED] * len(names)
    sorts = {n.sort for n in names}
    if any(_MERGED.over(report.document)):
        sorts = {"lkip" if s == "lkj" else s for s in sorts}
    if len(sorts - {"lk"}) > 1 or {"lk", "lakip"} <= sorts:
        shown = _first_of_each(names)
        yield Finding("IDN104", "info", 0.85 * min(n.value.confidence for n in shown),
                      {"names": ", ".join(dict.fromkeys(" ".join(n.value.text.split()) for n in shown))},
                      tuple(Evidence("stated", n.value) for n in shown), item="nama laporan", column="nama")


def _first_of_each(names: Sequence[Name]) -> list[Name]:
    """The first place of each wording, in the order of the report; few enough to look at."""
    return list({(n.sort, plain(n.value.text)): n for n in reversed(names)}.values())[::-1][:SHOWN]


@rule("IDN106", "lingkup", "info")
def lingkup(report: Report) -> Iterator[Outcome]:
    """The report is that of the body (KPU) in one place and that of its Sekretariat in another; the bodies above it
    are not meant."""
    office: list[Value] = []
    body: list[Value] = []
    split = any(b.page == COVER and re.match(r"\W*sekretariat\b", b.text, re.I) for b in report.document.blocks)
    told = [(block, m) for _, block, m in _OF_WHOM.over(report.document)]
    sentences = {id(block) for block, _ in told}
    cover = [(b, m) for b in report.document.blocks if b.page == COVER and id(b) not in sentences
             and (m := _OFFICE_LINE.match(b.text)) and (m["office"] or not split)]
    for block, m in (*cover, *told):
        if block.kind != "toc" and (report.identity.level == "provinsi" or not _ABOVE.match(m["rest"])):
            (office if m["office"] else body).append(value_of(block, *m.span()))
    if not office and not body:
        yield NotEvaluated("IDN106", "no-report-name")
        return
    yield from [CHECKED] * (len(office) + len(body))
    if office and body:
        shown = (*office[:SHOWN], *body[:SHOWN])
        yield Finding("IDN106", "info", 0.8 * min(v.confidence for v in shown),
                      {"office": " ".join(office[0].text.split()), "body": " ".join(body[0].text.split()),
                       "page": office[0].places[0].page, "other_page": body[0].places[0].page},
                      tuple(Evidence("stated", v) for v in shown), item="lingkup", column="satker")
