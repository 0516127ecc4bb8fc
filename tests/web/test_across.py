"""Reports of one unit compared with each other, and the history that the page shares with the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lkj_audit.store import Store
from lkj_audit.store.deciding import found
from lkj_audit.store.queries import ask
from lkj_audit.store.schema import PLACE
from lkj_audit.web import accounts, jobs, kept, work
from lkj_audit.web.settings import Site
from tests import pdfs
from tests.render.filling import fill
from tests.test_cli import Run, run  # noqa: F401  # fixture
from tests.web.conftest import Browser
from tests.web.test_security import PASSWORD, log_in

TWIN = "LIN107"  # two versions of the report of one unit and year


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "lain.pdf", pdfs.RIGHT)


@pytest.fixture(autouse=True)
def one_store(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(site.store))


def rules(site: Site, job: str) -> list[str]:
    return [f.rule for f in jobs.findings(site.database, "f.job = ?", (job,))]


def exported(client: Browser, job: str) -> Any:
    return json.loads(client.get(f"/laporan/{job}/ekspor?bentuk=json").content)["reports"][0]


def history(site: Site) -> list[str]:
    """What the runs were about, the oldest first."""
    with Store.open(site.store) as store:
        return [r.about for r in reversed(store.runs()) if r.command == "serve" and r.finished]


# ---------------------------------------------------------------- across documents

def test_reports_of_a_unit_are_compared_as_they_come_and_go(client: Browser, site: Site, pdf: Path,
                                                            other: Path) -> None:
    first = client.handed_in(pdf)
    assert rules(site, first) == ["ANG104"]
    alone = client.get(f"/laporan/{first}").text
    assert "LIN101" in alone and TWIN not in alone.partition('id="tidak-dinilai"')[0]
    second = client.handed_in(other, "lain.pdf")
    assert (rules(site, first), rules(site, second)) == (["ANG104", TWIN], [TWIN])
    for lang in ("id", "en"):
        text = client.get(f"/laporan/{first}?lang={lang}").text
        assert TWIN in text and "lain.pdf" in text and str(site.data) not in text
    twin = next(f for f in exported(client, first)["findings"] if f["rule"] == TWIN)
    assert {e["document"] for e in twin["evidence"]} == {None, "lain.pdf"}
    client.submit(f"/laporan/{second}/hapus")
    assert rules(site, first) == ["ANG104"] and TWIN not in {f["rule"] for f in exported(client, first)["findings"]}


@pytest.mark.parametrize("last", ["c.pdf", "rusak.pdf"])
def test_of_many_at_once_the_last_looks_after_the_others(browser_for: Callable[..., Browser], site: Site, inline: None,
                                                         pdf: Path, other: Path, last: str) -> None:
    told: list[list[str]] = []

    def examine(*what: Any) -> None:
        told.append(rules(site, ids["a.pdf"]))
        work.examine(*what)

    client = browser_for(examine=examine)
    contents = {"a.pdf": pdf.read_bytes(), "b.pdf": other.read_bytes(), "c.pdf": pdf.read_bytes() + b"\n",
                "rusak.pdf": b"%PDF-1.7"}
    ids = {}
    for name in ("a.pdf", "b.pdf", last):
        ids[name] = jobs.add(site.database, name, name, "")
        kept.write(site.of(ids[name]) / kept.PDF, contents[name])
    client.server.queue.wake()
    assert told == [[], ["ANG104"], ["ANG104"]]
    assert rules(site, ids["a.pdf"]) == ["ANG104", TWIN] and rules(site, ids["b.pdf"]) == [TWIN]


def test_other_units_are_not_compared(client: Browser, site: Site, pdf: Path, tmp_path: Path) -> None:
    far = pdfs.budget_report(tmp_path / "jauh.pdf", pdfs.RIGHT, unit="DINAS KESEHATAN KOTA BATU")
    assert [rules(site, id) for id in (client.handed_in(pdf), client.handed_in(far))] == [["ANG104"], []]


def test_a_new_version_stands_for_the_old(client: Browser, site: Site, pdf: Path, other: Path) -> None:
    first = client.handed_in(pdf)
    client.upload(other, "baru.pdf", f"/laporan/{first}/unggah")
    second, = (j.id for j in jobs.listed(site.database, None) if j.replaces == first)
    assert rules(site, first) == ["ANG104"] and TWIN not in rules(site, second)
    third = client.handed_in(pdf.read_bytes() + b"\n", "ketiga.pdf")
    assert (rules(site, first), TWIN in rules(site, second), TWIN in rules(site, third)) == (["ANG104"], True, True)


def test_a_cell_put_right_leaves_what_others_say(client: Browser, site: Site, pdf: Path, other: Path) -> None:
    first = client.handed_in(pdf)
    client.handed_in(other, "lain.pdf")
    client.submit(f"/laporan/{first}/tabel/T01", {"row": "1", "column": "4", "text": "200.000.000", "person": "Sari"})
    assert rules(site, first) == [TWIN]


def test_what_others_hand_in_is_not_looked_at(browser_for: Callable[..., Browser], site: Site, inline: None, pdf: Path,
                                              other: Path) -> None:
    client = browser_for(examine=work.examine)
    people = {}
    for name in ("ana", "budi"):
        accounts.save(site.accounts, name, "satker", PASSWORD)
        people[name] = Browser(client.app, base_url="http://127.0.0.1")
        log_in(people[name], name)
    ids = [people["ana"].handed_in(pdf), people["budi"].handed_in(other, "rahasia.pdf")]
    assert [TWIN in rules(site, id) for id in ids] == [False, False]
    assert "rahasia.pdf" not in people["ana"].get(f"/laporan/{ids[0]}").text


def test_a_report_whose_files_are_gone_costs_the_others_nothing(client: Browser, site: Site, pdf: Path,
                                                                other: Path) -> None:
    first = client.handed_in(pdf)
    for file in site.of(first).glob("*.bin"):
        file.unlink()
    assert rules(site, client.handed_in(other, "lain.pdf")) == []


# ---------------------------------------------------------------- the history

def test_every_audit_is_in_the_history(client: Browser, site: Site, pdf: Path, other: Path,
                                       run: Run) -> None:  # noqa: F811
    id = client.handed_in(pdf)
    client.handed_in(other, "lain.pdf")
    assert history(site) == ["laporan.pdf", "laporan.pdf", "lain.pdf"]  # the first is told of the second
    with Store.open(site.store) as store:
        for f in exported(client, id)["findings"]:
            assert [x.unit for x in found(store, f["fingerprint"])] == ["dinas perikanan kabupaten lumajang"]
        newest = store.runs()[1]
        result, = store.results(newest.id)
    assert result.path == "laporan.pdf" and sorted(f.rule for f in result.findings) == ["ANG104", TWIN]
    assert {row[0] for row in ask("findings", site.store).rows} == {"ANG104", TWIN}
    assert "serve" in run("history").out
    assert run("diff", "1", str(newest.id), "--format", "json").code == 1


def test_working_papers_of_the_page_are_read_back(client: Browser, site: Site, pdf: Path, tmp_path: Path,
                                                  run: Run) -> None:  # noqa: F811
    id = client.handed_in(pdf)
    papers = tmp_path / "kertas.xlsx"
    papers.write_bytes(client.get(f"/laporan/{id}/ekspor?bentuk=xlsx").content)
    fill(papers, 2, {"decision": "dijelaskan", "reason": "revisi DIPA", "person": "Ketua Tim"})
    ran = run("decide", papers)
    assert (ran.code, ran.err) == (0, "")
    assert "revisi DIPA" in client.get(f"/laporan/{id}").text
    fingerprint, = {f.fingerprint for f in jobs.findings(site.database)}
    given = ("--verdict", "accepted", "--reason", "mutasi", "--person", "Sari")
    assert run("decide", fingerprint, *given, "--report", pdf).code == 0  # the upload's content, whatever its place
    assert "mutasi" in client.get(f"/laporan/{id}").text


def test_cells_put_right_on_the_page_change_nothing_on_the_command_line(
        client: Browser, site: Site, pdf: Path, run: Run) -> None:  # noqa: F811
    id = client.handed_in(pdf)
    client.submit(f"/laporan/{id}/tabel/T01", {"row": "1", "column": "4", "text": "200.000.000", "person": "Sari"})
    assert history(site) == ["laporan.pdf"] * 2 and not ask("findings", site.store).rows
    report, = json.loads(run("check", pdf, "--format", "json").out)["reports"]
    assert "ANG104" in {f["rule"] for f in report["findings"]}


def test_a_new_version_is_the_latest(client: Browser, site: Site, pdf: Path, other: Path) -> None:
    first = client.handed_in(pdf)
    client.upload(other, "baru.pdf", f"/laporan/{first}/unggah")
    (_, _, files, *_), = ask("units", site.store).rows
    assert files == 1 and not ask("findings", site.store).rows


def test_deleting_takes_out_of_the_history_what_the_page_put_there(
        client: Browser, site: Site, pdf: Path, other: Path, run: Run) -> None:  # noqa: F811
    run("check", pdf)
    client.handed_in(other, "lain.pdf")
    client.handed_in(pdf)
    client.submit("/hapus")
    assert history(site) == []
    with Store.open(site.store) as store:
        left, = store.runs()
        assert left.command == "check" and len(list(store.results(left.id))) == 1
    assert {row[0] for row in ask("findings", site.store).rows} == {"ANG104"}


def test_what_expires_stays_in_the_history(client: Browser, site: Site, pdf: Path) -> None:
    id = client.handed_in(pdf)
    client.server.queue.remove([id])
    assert history(site) == ["laporan.pdf"] and jobs.get(site.database, id) is None


def test_without_a_history_the_report_is_audited_all_the_same(client: Browser, site: Site, pdf: Path,
                                                              caplog: pytest.LogCaptureFixture) -> None:
    site.store.write_bytes(b"x" * 5000)
    id = client.handed_in(pdf)
    job = jobs.get(site.database, id)
    assert job and job.state == "done" and rules(site, id) == ["ANG104"]
    assert "is not in the history" in caplog.text
