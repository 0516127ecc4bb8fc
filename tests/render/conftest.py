from __future__ import annotations

import pytest

from lkj_audit.checks import messages


@pytest.fixture(autouse=True)
def sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renderers are tested with sentences of our own; those of the catalogue may change."""
    monkeypatch.setattr(messages, "sentence", lambda finding, lang: ("Sisa salah", f"{finding.item} tidak cocok."))
    monkeypatch.setattr(messages, "reason", lambda skipped, lang: "Tidak ada tabel rencana")
