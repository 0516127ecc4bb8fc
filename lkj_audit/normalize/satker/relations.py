"""What another institution's name is to the reporting unit: itself, above, below, beside it, or a leftover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lkj_audit.model import Block, Identity
from lkj_audit.normalize.satker.institutions import Unit, bare_kind, family, find_units, local_body, superior_kinds
from lkj_audit.normalize.satker.places import base_name, by_code
from lkj_audit.normalize.text.cues import cue

SURE, UNLEVELLED, HOMONYM, GOVERNMENT, BARE = 0.95, 0.75, 0.65, 0.55, 0.5
SPLIT = ({"64", "65"}, {"91", "92", "93", "94", "95", "96"})  # whose offices may still serve the younger ones
_AND = re.compile(r"\s*(?:,|dan|serta|dengan|bersama|,\s*dan|bersama\s+dengan)\s*", re.I)
PICTURES = {"Gambar", "Foto"}
# "Untuk tahun 2024, KPPN X akan …": what the sentence begins with, and no list of those who met.
_OPENER = re.compile(r"(?:pada|untuk|dalam|selama|sepanjang|di)\s+(?:tahun|periode|masa|triwulan|semester)\b"
                     r"[^,]{0,25},|"
                     r"(?:secara\s+umum|dengan\s+demikian|selain\s+itu|oleh\s+karena\s+itu|selanjutnya),", re.I)
# "Sebagai pembanding, nilai … KPPN X": whom the own figures are set beside.
_COMPARED = re.compile(r"\bsebagai\s+(?:\w+\s+)?(?:pembanding|perbandingan)\b", re.I)
_PHOTO_DATE = re.compile(r"\(\s*\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{2,4}\s*\)")


class Own(NamedTuple):
    """The reporting unit, taken apart: its kind, region and seat ("" where unknown)."""

    kind: str = ""
    code: str = ""
    seat: str = ""

    @classmethod
    def of(cls, identity: Identity) -> Own:
        """The parts of ``identity.satker``; its region wins over the one in the name."""
        unit = next(iter(find_units(identity.satker)), None)
        if unit is None:
            return cls("", identity.region)
        code = identity.region or (unit.codes[0] if unit.codes else "")
        return cls(family(unit.kind), code, unit.seat)

    def among(self, unit: Unit) -> bool:
        """Whether the region of ``unit`` can be the own one."""
        return self.code in unit.codes if self.code else False


def relate(unit: Unit, own: Own, block: Block, sentence: tuple[int, int], others: Sequence[Unit]) -> tuple[str, float]:
    """Relation and confidence of ``unit``, named in ``block.text[slice(*sentence)]`` beside the units ``others``."""
    relation, confidence = _kinship(unit, own)
    if relation == "other" and _rightly_named(unit, own, block, sentence, others):
        return "partner", SURE
    return relation, confidence


def _kinship(unit: Unit, own: Own) -> tuple[str, float]:
    """The relation by kind and region alone."""
    kind = family(unit.kind)
    if not own.kind:
        return "partner", HOMONYM
    if kind != own.kind:
        return _of_another_kind(unit, kind, own)
    if not unit.codes:
        return ("superior" if own.code else "self"), SURE
    if own.among(unit):
        return ("self", SURE) if unit.seat == own.seat else ("other", HOMONYM)
    if any(own.code.startswith(f"{code}.") for code in unit.codes):
        return "superior", SURE
    if not own.code or any(code.startswith(f"{own.code}.") for code in unit.codes):
        return "subordinate", SURE
    if own.code and _same_name(unit.codes, own.code):
        return "other", HOMONYM
    return "other", SURE if unit.explicit or bare_kind(kind) else UNLEVELLED


def _same_name(codes: Sequence[str], own: str) -> bool:
    """Whether the region is the homonym: Kota for Kabupaten Probolinggo."""
    return own in by_code() and any(base_name(by_code()[code]) == base_name(by_code()[own]) for code in codes)


def _of_another_kind(unit: Unit, kind: str, own: Own) -> tuple[str, float]:
    if kind in superior_kinds(own.kind):
        if not unit.codes or own.among(unit) or unit.codes[0] == own.code[:2]:
            return "superior", SURE
        if kind == "pemda":
            return "other", GOVERNMENT  # the government of another region in a dinas' report
        return ("other", UNLEVELLED) if _of_another_province(unit, own) else ("superior", SURE)
    if kind == "sekretariat" and own.among(unit) and not local_body(own.kind) and own.kind not in ("pemda", "dprd"):
        return "other", BARE  # "Sekretariat Kota X": the own name without its middle, or the municipality's
    return "partner", SURE


def _of_another_province(unit: Unit, own: Own) -> bool:
    """Whether ``unit`` is a province's and the own region lies in another, which has not come out of it of late."""
    ours, theirs = own.code[:2], unit.codes[0]
    return (unit.explicit and bool(ours) and by_code()[theirs].level == 1
            and not any({ours, theirs} <= split for split in SPLIT))


def _rightly_named(unit: Unit, own: Own, block: Block, sentence: tuple[int, int], others: Sequence[Unit]) -> bool:
    """Whether the sentence speaks of ``unit`` itself: a visit, a meeting, a list of several, an example."""
    text = block.text[slice(*sentence)]
    before = block.text[sentence[0]:unit.start].rstrip(" (\"“")
    if cue("kunjungan").search(text) or cue("contoh").search(before[-14:]) or _COMPARED.search(before):
        return True
    if any(_AND.fullmatch(block.text[min(unit.end, o.end):max(unit.start, o.start)]) for o in others if o is not unit):
        return True
    rivals = {o.codes for o in others if family(o.kind) == family(unit.kind) and not own.among(o) and len(o.codes) > 0}
    if len({codes for codes in rivals if not own.code.startswith(f"{codes[0]}.")}) > 1:
        return True
    if not cue("pertemuan").search(text):
        return False
    if _OPENER.fullmatch(before):
        return False
    last = re.search(r"\S+$", before)
    return block.label in PICTURES or bool(_PHOTO_DATE.search(text)) or bool(
        (last and cue("kata_depan").fullmatch(last[0].strip(","))) or before.endswith(","))
