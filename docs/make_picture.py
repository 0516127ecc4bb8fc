"""Make docs/temuan.svg, the picture in the README: what the terminal shows for two rules on a sample.

    python docs/make_picture.py
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from lkj_audit import audit
from lkj_audit.render.terminal import print_audit

SAMPLE = "samples/kpu-temuan-2023.pdf"
SELECT = "ANG105,ANG112"


def main() -> None:
    root = Path(__file__).parents[1]
    result = replace(audit(root / SAMPLE, select=SELECT.split(",")), path=SAMPLE)
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(f"$ lkj-audit check {SAMPLE} --select {SELECT}\n", style="bold", highlight=False)
    print_audit(console, [result], "id")
    svg = console.export_svg(title="lkj-audit", theme=MONOKAI, unique_id="temuan")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # no fonts from the net: any monospace will do
    (root / "docs" / "temuan.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
