"""The HTML pages as files: where each goes. Each is written as soon as its report is audited, so that no run has to
hold the tables of all its reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lkj_audit.errors import FolderNeeded, OutputIsInput, UnwritableOutput
from lkj_audit.model import AuditResult
from lkj_audit.pages import Picture, pictures
from lkj_audit.render import html_view
from lkj_audit.render.files import put
from lkj_audit.since import Since

INDEX = "index.html"
PICTURES = 4_000_000  # bytes of page images in one file; the gravest findings get theirs first


@dataclass
class Pages:
    """The pages of one run. ``output`` is the page of one report when it ends in .html, else a folder with a page for
    each report and an index; a folder is made if missing."""

    output: Path
    lang: str
    password: str | None = None
    targets: dict[str, Path] = field(default_factory=dict)

    def prepare(self, paths: Sequence[Path]) -> None:
        """Find a place for the page of each report. Raises FolderNeeded when several reports are to go into one file,
        OutputIsInput, UnwritableOutput."""
        if self.is_folder():
            _make(self.output)
            self.targets = {path: self.output / name for path, name in file_names(paths).items()}
        elif len(paths) > 1:
            raise FolderNeeded(path=str(self.output))
        elif self.output in paths:
            raise OutputIsInput(path=str(self.output))
        else:
            self.targets = {str(path): self.output for path in paths}

    def save(self, result: AuditResult) -> None:
        """Write the page of a result, in any process. Raises UnwritableOutput."""
        save_report(result, self.targets[result.path], self.lang, self.password)

    def finish(self, results: Sequence[AuditResult], since: Since | None = None) -> None:
        """Write the index, as a page and as a workbook, and what stands in the place of reports that could not be read;
        ``since`` is what became of it since the last run. Raises UnwritableOutput."""
        from lkj_audit.render.indeks import WORKBOOK, index_html
        from lkj_audit.render.indeks_xlsx import index_xlsx

        for result in results:
            if result.status == "failed":
                save_report(result, self.targets[result.path], self.lang)
        if self.is_folder():
            names = {path: target.name for path, target in self.targets.items()}
            put(index_html(results, names, self.lang, since), self.output / INDEX)
            put(index_xlsx(results, names, self.lang, since), self.output / WORKBOOK)

    def is_folder(self) -> bool:
        """Whether there is a page for each report, and an index."""
        return self.output.is_dir() or self.output.suffix.lower() not in (".html", ".htm")


def save_report(result: AuditResult, target: Path, lang: str, password: str | None = None) -> None:
    """Write the page of ``result`` with the pictures it needs. Raises UnwritableOutput."""
    from lkj_audit.render.html import report_html

    put(report_html(result, drawn(result, password), lang), target)


def file_names(paths: Iterable[Path]) -> dict[str, str]:
    """The file name of each report's page, by its path: its own name, numbered where that is taken."""
    names: dict[str, str] = {}
    taken = {INDEX}
    for path in paths:
        tries = (f"{path.stem}{f'-{n}' if n else ''}.html" for n in range(len(taken) + 1))
        name = next(t for t in tries if t.casefold() not in taken)
        taken.add(name.casefold())
        names[str(path)] = name
    return names


def beside(paths: Iterable[Path], folder: Path) -> dict[str, str]:
    """The file names of the pages that ``folder`` has already, by the reports' paths."""
    return {path: name for path, name in file_names(paths).items() if (folder / name).is_file()}


def drawn(result: AuditResult, password: str | None) -> dict[int, Picture]:
    """The pictures of the pages that the findings show, as many as one file may hold."""
    size, out = 0, {}
    for number, picture in pictures(Path(result.path), html_view.pages(result), password):
        size += len(picture.data)
        if size > PICTURES:
            break
        out[number] = picture
    return out


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(path=str(folder)) from error


