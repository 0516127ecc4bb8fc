"""Make docs/rules/: one page a rule and an index, from the registry and the catalogue.

    python -m docs.make_rules
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from lkj_audit.checks import messages, registry
from lkj_audit.checks.registry import Rule
from lkj_audit.phrases import phrase

FIELDS = ("what", "why", "fix", "example", "counter_example", "tolerance")
FAMILIES = {"ANG": "Anggaran", "ARI": "Aritmetika tabel", "IDN": "Identitas", "KIN": "Kinerja", "LIN": "Lintas dokumen",
            "REG": "Regulasi", "SDM": "Sumber daya manusia", "STR": "Struktur"}
MADE = "<!-- Dibuat oleh “make docs” dari katalog aturan; jangan disunting. -->"


def pages() -> dict[str, str]:
    """Every file of docs/rules by its name."""
    rules = registry.rules()
    return {"README.md": index(list(rules.values())), **{f"{code}.md": page(rule) for code, rule in rules.items()}}


def page(rule: Rule) -> str:
    """One rule: Indonesian, then English."""
    return "\n\n".join([MADE, *_part(rule, "id"), "---", *_part(rule, "en")]) + "\n"


def _part(rule: Rule, lang: str) -> list[str]:
    entry = messages.entry(rule.code, lang)
    heading = "#" if lang == "id" else "##"
    parts = [f"{heading} {rule.code} {_safe(entry.title)}", f"`{rule.slug}` · {_severity(rule, lang)}"]
    for field in FIELDS:
        parts += [f"**{phrase(f'rule-{field}', lang)}**", _safe(getattr(entry, field))]
    return parts


def index(rules: list[Rule]) -> str:
    """All rules by family."""
    lines = [MADE, "", "# Aturan", "",
             f"{len(rules)} aturan. `lkj-audit rule KODE` menampilkan penjelasan yang sama di terminal. Cara memilih, "
             "melewati, dan mengatur tingkatnya ada di [panduan](../panduan.md)."]
    for family, members in groupby(rules, key=lambda r: r.code[:3]):
        lines += ["", f"## {FAMILIES[family]} ({family})", "", "| Kode | Nama | Tingkat | Judul | Title |",
                  "|---|---|---|---|---|"]
        lines += map(_row, members)
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    titles = [_safe(messages.entry(rule.code, lang).title) for lang in ("id", "en")]
    cells = [f"[{rule.code}]({rule.code}.md)", f"`{rule.slug}`", _severity(rule, "id"), *titles]
    return f"| {' | '.join(cells)} |"


def _severity(rule: Rule, lang: str) -> str:
    severity = phrase(f"rule-severity-{rule.severity}", lang)
    return f"{severity} · {phrase('preview', lang)}" if rule.preview else severity


def _safe(text: str) -> str:
    """``text`` on one line, with nothing that Markdown would read as mark-up."""
    return "".join(f"\\{c}" if c in "\\`*_<>[]#|" else c for c in " ".join(text.split()))


def write(folder: Path) -> None:
    """Make ``folder`` hold the pages and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("rules"))
