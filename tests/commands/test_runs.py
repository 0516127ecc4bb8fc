"""``history``, ``query`` and ``watch`` from end to end."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from lkj_audit.commands.runs import settled
from lkj_audit.store.schema import PLACE
from tests import pdfs
from tests.conftest import heeds_ctrl_c
from tests.test_cli import Run, run  # noqa: F401


@pytest.fixture(autouse=True)
def _empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "data" / "store.sqlite"))


@pytest.fixture
def audited(tmp_path: Path, run: Run) -> Path:  # noqa: F811
    path = pdfs.budget_report(tmp_path / "lkj.pdf", pdfs.WRONG)
    assert run("check", path, "--select", "ANG104").code == 1
    return path


def test_without_a_store_there_is_a_sentence(run: Run) -> None:  # noqa: F811
    for command in (["history"], ["query", "findings"], ["query", "--sql", "SELECT 1"]):
        said = run(*command)
        assert (said.code, said.out) == (2, "") and "belum ada hasil" in said.err


def test_history_tells_what_was_run(run: Run, audited: Path) -> None:  # noqa: F811
    line = next(line for line in run("history").out.splitlines() if "check" in line)
    state, counts = line.partition("check")[0].split()[-1], line.split()[-6:-1]
    assert (state, counts) == ("selesai", ["1", "0", "1", "0", "0"])


def test_questions_are_answered_on_the_terminal_and_in_files(
        run: Run, audited: Path, tmp_path: Path) -> None:  # noqa: F811
    pyarrow = pytest.importorskip("pyarrow.parquet")
    assert "Sisa anggaran" in run("query", "findings").out
    assert run("query", "absorption", "--export", "csv").out.splitlines() == [
        "satker,year,pagu,realisasi,serapan,path",
        f"Dinas Perikanan Kabupaten Lumajang,2024,3000000000,2700000000,90.00,{audited}"]
    target = tmp_path / "serapan.parquet"
    assert run("query", "absorption", "--export", "parquet", "--output", target).code == 0
    table = pyarrow.read_table(io.BytesIO(target.read_bytes()))
    assert table.column("pagu").to_pylist() == [3_000_000_000]
    assert str(table.schema.field("serapan").type) == "decimal128(4, 2)"
    assert run("query", "--sql", "SELECT rule FROM counting", "--export", "csv").out == "rule\nANG104\n"


@pytest.mark.parametrize("arguments", [[], ["findings", "--sql", "SELECT 1"], ["--sql", "DROP TABLE runs"],
                                       ["findings", "--export", "parquet"], ["apa"]])
def test_wrong_questions_exit_2_with_a_sentence(run: Run, audited: Path, arguments: list[str]) -> None:  # noqa: F811
    said = run("query", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


# ---------------------------------------------------------------- watch


def test_a_file_is_taken_when_it_has_stopped_growing(tmp_path: Path) -> None:
    def old(path: Path) -> None:
        path.write_bytes(b"1")
        os.utime(path, (1, 1))

    def grow(name: str) -> None:
        with (tmp_path / name).open("ab") as file:
            file.write(b"more")

    old(tmp_path / "lama.pdf")
    looks: Iterator[Callable[[], None]] = iter([
        lambda: grow("baru.PDF"), lambda: grow("baru.PDF"), lambda: grow("lain.txt"), lambda: grow("lama.pdf"),
        lambda: None, lambda: (tmp_path / "lama.pdf").unlink(), lambda: old(tmp_path / "lama.pdf"), lambda: None])
    taken = islice(settled(tmp_path, 1, lambda _: next(looks)()), 4)
    assert [p.name for files in taken for p in files] == ["lama.pdf", "baru.PDF", "lama.pdf", "lama.pdf"]
    assert list(looks) == []


def test_watching_audits_what_comes_and_ends_with_ctrl_c(tmp_path: Path, run: Run) -> None:  # noqa: F811
    folder = tmp_path / "laporan"
    folder.mkdir()
    started = subprocess.Popen([sys.executable, "-m", "lkj_audit", "watch", str(folder), "--every", "0.2"],
                               stderr=subprocess.PIPE, text=True, preexec_fn=heeds_ctrl_c)
    assert started.stderr and "Mengawasi" in started.stderr.readline()
    pdfs.budget_report(tmp_path / "baru.pdf", pdfs.WRONG).rename(folder / "baru.pdf")
    assert "baru.pdf: 1 kesalahan" in started.stderr.readline()
    time.sleep(0.3)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert started.returncode == 0 and "Traceback" not in said
    assert "watch" in run("history").out
    assert run("query", "absorption", "--export", "csv").out.endswith("baru.pdf\n")
