"""IDN109: a preface with a date and no name, or with a name and no date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.calendar.signatures import POST
from lkj_audit.normalize.outline.preface import LONG, preface
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

_MONTH_YEAR = re.compile(r"(?:^|[\s,.\d])(?:januari|[fp]ebruari|maret|april|mei|juni|juli|agustus|september|oktober|"
                         r"no[vp]ember|desember)\s+(?:19|20)\d\d(?=\W*$|\s+[A-Z]|\s*,)", re.I)
_SIGNATURE = re.compile(r"\bnip\b|\bttd\b|ditandatangani|,\s*(?:[SM]\.\s?[A-Z]|A\.?Md|Ph\.?D|S[EHT]\b|MM\b|MH\b)", re.I)
_INSTITUTION = re.compile(r"\b(?:komisi|pemilihan|umum|kpu|kabupaten|kota|provinsi|dinas|badan|kantor|republik|"
                          r"indonesia|pemerintah|daerah|kementerian|pengadilan|negeri|agama|kecamatan|bidang|bagian|"
                          r"selaku|kuasa|pengguna|anggaran|utama|jenderal|dan|pusat|balai|unit|pelaksana|pihak|tim|"
                          r"penyusun)\b", re.I)
@rule("IDN109", "penanda-tangan", "info")
def penanda_tangan(report: Report) -> Iterator[Outcome]:
    """The preface ends with place and date but nobody signs, or somebody signs without place and date. A signature that
    is a picture cannot be read, hence no more than a remark."""
    body = preface(report.document)
    last = max((i for i, b in enumerate(body) if len(b.text) > LONG), default=-1)
    closing = body[last + 1:] if last >= 0 else []
    if not closing:
        yield NotEvaluated("IDN109", "no-preface")
        return
    yield CHECKED
    dated = [b for b in closing if _MONTH_YEAR.search(b.text)]
    signed = [b for b in closing if b not in dated and _is_name(report, b.text)]
    posts = [b for b in closing if POST.search(b.text)]
    if dated and not signed:
        yield _finding("nama", dated)
    elif signed and posts and not dated:
        yield _finding("tanggal", [*(b for b in closing if not b.text.isupper()), *signed])


def _is_name(report: Report, text: str) -> bool:
    """Whether a line of the closing has somebody's name: a degree or NIP, or two words that are no post and no
    institution."""
    if _SIGNATURE.search(text):
        return True
    own = set(plain(f"{report.identity.satker} {report.identity.region_name}").split())
    rest = [w for w in plain(_INSTITUTION.sub(" ", POST.sub(" ", text))).split() if w not in own and not w.isdigit()]
    first = next((ch for ch in text if ch.isalpha()), "")
    return 2 <= len(rest) <= 7 and first.isupper() and not text.rstrip().endswith((".", ";", ":"))


def _finding(variant: str, blocks: list[Block]) -> Finding:
    evidence = distinct(Evidence("stated", of_block(b)) for b in blocks)
    return Finding("IDN109", "info", 0.8 * min(e.value.confidence for e in evidence),
                   {"line": " / ".join(e.value.text.strip() for e in evidence)[:160]}, evidence, item="kata pengantar",
                   column=variant, variant=variant)
