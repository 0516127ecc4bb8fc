"""The queue: worker processes that are cancelled, die or are locked out; restarts; fifty uploads at once; deletion."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lkj_audit.errors import UnreadablePdf
from lkj_audit.web import app, database, jobs, kept
from lkj_audit.web.queue import BAD_CONFIG, Queue
from lkj_audit.web.settings import Limits, Site
from tests import pdfs
from tests.web import quick
from tests.web.conftest import Browser

SECONDS = 60.0  # on a busy machine


@pytest.fixture
def queue(site: Site) -> Iterator[Queue]:
    database.prepare(site.database)
    made = Queue(site, 2, quick.audit)
    made.start()
    yield made
    made.stop()


def add(queue: Queue, name: str, content: bytes = b"%PDF-") -> str:
    id = jobs.add(queue.site.database, name, name, "")
    file = queue.site.of(id) / kept.PDF
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return id


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def state(queue: Queue, id: str) -> str:
    job = jobs.get(queue.site.database, id)
    return job.state if job else ""


def test_a_report_that_ends_its_worker_costs_itself_alone(queue: Queue) -> None:
    ids = [add(queue, name) for name in ("a.pdf", "mati.pdf", "b.pdf")]
    queue.wake()
    wait_for(lambda: not jobs.waiting(queue.site.database))
    assert [state(queue, id) for id in ids] == ["done", "failed", "done"]
    died = jobs.get(queue.site.database, ids[1])
    assert died and died.problem == "worker-died"


def test_cancelling_what_waits_and_what_runs(queue: Queue) -> None:
    running = [add(queue, f"lambat{n}.pdf") for n in range(2)]
    queue.wake()
    waiting = add(queue, "a.pdf")
    wait_for(lambda: all((queue.site.data / f"mulai-{id}").exists() for id in running))
    for id in (waiting, *running):
        queue.cancel(id)
    after = add(queue, "b.pdf")
    wait_for(lambda: queue.wake() or state(queue, after) == "done")  # type: ignore[func-returns-value]
    assert [state(queue, id) for id in (waiting, *running)] == ["cancelled"] * 3


def test_a_locked_pdf_asks_for_its_password_and_keeps_it_nowhere(queue: Queue) -> None:
    id = add(queue, "kunci.pdf")
    queue.wake()
    wait_for(lambda: state(queue, id) == "locked")
    queue.unlock(id, "salah")
    wait_for(lambda: state(queue, id) == "locked")
    queue.unlock(id, "benar")
    wait_for(lambda: state(queue, id) == "done")
    kept = b"".join(f.read_bytes() for f in queue.site.data.rglob("*") if f.is_file())
    assert b"benar" not in kept


def test_a_restart_goes_on_where_the_server_was_killed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "put_back", lambda file: None)  # who is killed leaves things as they are
    database.prepare(site.database)
    first = Queue(site, 1, quick.audit)
    ids = [add(first, name) for name in ("lambat.pdf", "a.pdf")]
    first.start()
    wait_for(lambda: (site.data / f"mulai-{ids[0]}").exists())
    first.stop()
    (site.data / f"mulai-{ids[0]}").unlink()
    assert [state(first, id) for id in ids] == ["running", "waiting"]
    second = Queue(site, 2, quick.audit)
    second.start()
    wait_for(lambda: state(second, ids[1]) == "done" and (site.data / f"mulai-{ids[0]}").exists())
    second.stop()


def test_a_report_under_which_the_server_died_thrice_is_given_up(site: Site) -> None:
    database.prepare(site.database)
    id = jobs.add(site.database, "a.pdf", "x", "")
    for _ in range(jobs.TRIES):
        assert jobs.take(site.database)
        jobs.resume(site.database)
    job = jobs.get(site.database, id)
    assert job and job.state == "failed" and jobs.take(site.database) is None


def test_fifty_uploads_at_once_each_end_in_a_result_or_a_refusal(browser_for: Callable[..., Browser],
                                                                  site: Site) -> None:
    client = browser_for(Limits(waiting=40), examine=quick.slower)
    token = client.token()

    def upload(n: int) -> tuple[int, str]:
        files = {"file": (f"{n}.pdf", f"%PDF-1.7 {n}".encode(), "application/pdf")}
        answer = client.post("/unggah", data={"csrf": token}, files=files, headers={"accept": "application/json"})
        said = answer.json()[0]
        return answer.status_code, said["job"] or said["said"]

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(upload, range(50)))
    assert {code for code, _ in answers} == {200}
    ids = [said for _, said in answers if len(said) == 16]
    assert all("antrean penuh" in said for _, said in answers if said not in ids)
    wait_for(lambda: not jobs.waiting(site.database))
    assert {job.id: job.state for job in jobs.listed(site.database, None)} == dict.fromkeys(ids, "done")


def endings(kind: type[UnreadablePdf]) -> list[str]:
    return [kind.code, *(code for sub in kind.__subclasses__() for code in endings(sub))]


@pytest.mark.parametrize("problem", sorted({*endings(UnreadablePdf), "web-disk-full", BAD_CONFIG}))
def test_every_way_to_fail_has_its_sentence(browser_for: Callable[..., Browser], site: Site, inline: None,
                                            problem: str) -> None:
    client = browser_for()
    id = client.handed_in(b"%PDF-", "gagal.pdf")
    with database.opened(site.database) as db:
        db.execute("UPDATE jobs SET state = 'failed', problem = ? WHERE id = ?", (problem, id))
    text = client.get(f"/laporan/{id}/perbaikan").text
    assert problem not in text and 'class="state error"' in text and "Coba lagi" in text


def test_a_pdf_without_tables_is_not_called_right(client: Browser, tmp_path: Path) -> None:
    id = client.handed_in(pdfs.prose(tmp_path / "surat.pdf"))
    for page in ("/", f"/laporan/{id}/perbaikan"):
        text = client.get(page).text
        assert "Tidak ada tabel yang ditemukan" in text and "Tidak ada kontradiksi" not in text


def test_deleting_leaves_nothing(client: Browser, site: Site, pdf: Path) -> None:
    id = client.handed_in(pdf)
    assert client.get(f"/laporan/{id}").status_code == 200
    client.submit(f"/laporan/{id}/hapus")
    assert not site.of(id).exists() and client.get(f"/laporan/{id}").status_code == 404
    assert jobs.findings(site.database) == []


def test_files_of_the_folder_are_compared_with_their_last_version(site: Site, tmp_path: Path, inline: None) -> None:
    (tmp_path / "folder").mkdir()
    file = pdfs.budget_report(tmp_path / "folder" / "a.pdf", pdfs.WRONG)
    page = app.create(Site(site.data, site.store, tmp_path / "folder"), Limits(), 1, [], "id")
    with Browser(page, base_url="http://127.0.0.1") as client:
        for rows in (pdfs.WRONG, pdfs.WRONG, pdfs.RIGHT):
            if rows == pdfs.RIGHT:
                pdfs.budget_report(file, rows)
            client.submit("/folder", {"file": "a.pdf"})
        new, old = jobs.listed(site.database, None)
        assert new.replaces == old.id and (old.error, new.error) == (1, 0)
        client.submit("/hapus")
    assert file.is_file()


def test_uploads_are_deleted_after_their_time(client: Browser, site: Site, pdf: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    old = client.handed_in(pdf)
    monkeypatch.setattr(time, "time", lambda now=time.time: now() + 23 * 3600)
    new = client.handed_in(pdf.read_bytes() + b"\n")
    monkeypatch.undo()
    monkeypatch.setattr(time, "time", lambda now=time.time: now() + 25 * 3600)
    app.tidy(client.server)
    assert jobs.get(site.database, old) is None and not site.of(old).exists()
    assert jobs.get(site.database, new) and site.of(new).exists()
