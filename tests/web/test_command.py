"""``serve`` and ``account`` on the command line."""

from __future__ import annotations

import io
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lkj_audit import cli
from lkj_audit.web import accounts

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run(*arguments: str, stdin: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["lkj-audit", *arguments, "--data", str(tmp_path)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert isinstance(stop.value.code, int)
        return stop.value.code, capsys.readouterr().err

    return run


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_others_may_not_reach_a_page_without_accounts(run: Run) -> None:
    code, said = run("serve", "--host", "0.0.0.0", "--no-browser")
    assert code == 2 and "memerlukan akun" in said


def test_accounts_are_added_and_removed(run: Run, tmp_path: Path) -> None:
    words = "sebuah kalimat sandi\n"
    assert run("account", "sari", "--satker", stdin=2 * words) == (0, "Akun sari disimpan.\n")
    assert accounts.load(tmp_path / "accounts.json")["sari"].role == "satker"
    assert run("account", "sari", "--remove", "--lang", "en") == (0, "The account sari is removed.\n")
    assert run("account", "sari", "--remove")[0] == 2


@pytest.mark.parametrize("typed", ["pendek\npendek\n", "kalimat sandi satu\nkalimat sandi dua\n", ""])
def test_weak_or_mistyped_passwords_are_not_taken(run: Run, tmp_path: Path, typed: str) -> None:
    code, said = run("account", "sari", stdin=typed)
    assert code == 2 and "paling sedikit 10" in said and not (tmp_path / "accounts.json").exists()


def test_a_taken_port_is_said(run: Run, taken: int) -> None:
    code, said = run("serve", "--port", str(taken), "--no-browser")
    assert code == 2 and str(taken) in said


def test_a_folder_that_is_not_there_is_said(run: Run) -> None:
    code, said = run("serve", "--folder", "/tidak/ada", "--no-browser")
    assert code == 2 and "/tidak/ada" in said


def test_a_second_start_shows_the_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    (tmp_path / "alamat.txt").write_text("http://127.0.0.1:8017/")
    with closing(sqlite3.connect(tmp_path / "kunci.sqlite3")) as first:
        first.execute("BEGIN EXCLUSIVE")
        code, said = run("serve")
    assert code == 0 and "sudah berjalan" in said and opened == ["http://127.0.0.1:8017/"]
