from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from lkj_audit.web import accounts, app, kept, queue, work
from lkj_audit.web.settings import Limits, Site
from lkj_audit.web.views.common import Server
from tests import pdfs
from tests.web import quick

HOST = "http://127.0.0.1"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "data", tmp_path / "store.sqlite")


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    monkeypatch.setattr(accounts, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "laporan.pdf", pdfs.WRONG)


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done at once in this process, without worker processes."""

    def at_desk(self: queue.Queue, call: Callable[..., Any], *args: Any, **how: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*args, **how))
        except Exception as error:
            future.set_exception(error)
        return future

    def start(self: queue.Queue, pool: Any, job: Any) -> None:
        path = kept.pdf_of(self.site, job)
        future = self.at_desk(self.examine, self.site, job, self.passwords.get(job.id))
        self._ended(job, path, future)

    monkeypatch.setattr(queue.Queue, "at_desk", at_desk)
    monkeypatch.setattr(queue.Queue, "_start", start)


class Browser(TestClient):
    """A client that sends forms as the pages have them, CSRF token included."""

    @property
    def server(self) -> Server:
        return self.app.app.app.app.state.server  # type: ignore[attr-defined,no-any-return]

    def token(self, page: str = "/") -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(page).text)
        assert found
        return found[1]

    def submit(self, address: str, data: dict[str, Any] | None = None, **how: Any) -> Any:
        return self.post(address, data={"csrf": self.token(how.pop("page", "/")), **(data or {})}, **how)

    def upload(self, pdf: Path | bytes, name: str = "laporan.pdf", address: str = "/unggah", **how: Any) -> Any:
        content = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
        return self.submit(address, files={"file": (name, content, "application/pdf")}, **how)

    def handed_in(self, pdf: Path | bytes, name: str = "laporan.pdf") -> str:
        """The id of the report that ``pdf`` becomes."""
        answer = self.upload(pdf, name, headers={"accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return str(answer.json()[0]["job"])


@pytest.fixture
def browser_for(site: Site) -> Iterator[Callable[..., Browser]]:
    """Makes clients of one server each, which end with the test."""
    made: list[Browser] = []

    def make(limits: Limits | None = None, examine: Any = quick.audit, lang: Any = "id") -> Browser:
        page = app.create(site, limits or Limits(), 2, ["localhost"], lang, examine)
        client = Browser(page, base_url=HOST, raise_server_exceptions=False)
        client.__enter__()
        made.append(client)
        return client

    yield make
    for client in made:
        client.__exit__()


@pytest.fixture
def client(browser_for: Callable[..., Browser], inline: None) -> Browser:
    """A client of a server that audits for real, at once."""
    return browser_for(examine=work.examine)
