"""The tables as they were read, and their cells put right by hand."""

from __future__ import annotations

import re
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from lkj_audit.extract.corrected import cell_of
from lkj_audit.model import Correction, Table
from lkj_audit.pages import Picture
from lkj_audit.web import corrections, jobs, work
from lkj_audit.web.guard import BOXES
from lkj_audit.web.jobs import Job
from lkj_audit.web.pages import Refusal, page
from lkj_audit.web.views.common import done_job, name_of, named, need_reviewer, remember_name, see, server, text


def show(request: Request) -> Response:
    """A table, and the cell that is chosen with its place on the page."""
    need_reviewer(request)
    job = done_job(request)
    table, sizes = _table(request, job)
    made = {(c.row, c.column): c for c in _corrections(request, job) if c.table == table.id}
    row, column = (_number(request.query_params.get(name, "")) for name in ("baris", "kolom"))
    cell = cell_of(table, row, column) if row is not None and column is not None else None
    effect = [request.query_params.get(name, "") for name in ("dulu", "kini")]
    answer = page(request, "table.html.j2", job=job, table=table, sizes=sizes, made=made, row=row, column=column,
                  cell=cell, name=name_of(request), effect=effect if all(e.isdigit() for e in effect) else None)
    answer.headers["content-security-policy"] = BOXES
    return answer


def correct(request: Request, form: FormData) -> Response:
    """Keep what a cell really says, and run the rules again at once: in all reports of the same file."""
    need_reviewer(request)
    job, desk = done_job(request), server(request)
    (table, _), name = _table(request, job), named(request, form)
    row, column = _number(text(form, "row")), _number(text(form, "column"))
    cell = cell_of(table, row, column) if row is not None and column is not None else None
    if cell is None or row is None or column is None:
        raise Refusal(404, "web-no-cell")
    new = cell.text if text(form, "undo") else text(form, "text")
    corrections.put(desk.site.database, job.sha256,
                    Correction(table.id, row, column, cell.text, new, name, date.today()))
    again = [j for j in jobs.listed(desk.site.database, None) if j.sha256 == job.sha256 and j.state == "done"]
    for one in again:
        desk.queue.at_desk(work.judge, desk.site, one).result()
    now = jobs.get(desk.site.database, job.id)
    effect = f"dulu={job.found}&kini={now.found if now else 0}"
    return remember_name(see(f"/laporan/{job.id}/tabel/{table.id}?baris={row}&kolom={column}&{effect}"), name)


def _table(request: Request, job: Job) -> tuple[Table, dict[int, Picture]]:
    """The table of the address as it was read, with the sizes of its pages. Raises Refusal."""
    desk = server(request)
    found = desk.queue.at_desk(work.table, desk.site, job, request.path_params["table"]).result()
    if found is None:
        raise Refusal(404, "web-no-table")
    return found


def _corrections(request: Request, job: Job) -> list[Correction]:
    return corrections.of(server(request).site.database, job.sha256)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-1|\d{1,6}", text) else None
