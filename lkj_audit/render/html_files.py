"""The HTML pages as files: where each goes. Each is written as soon as its report is audited, so that no run has to
hold the tables of all its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lkj_audit.errors import FolderNeeded, OutputIsInput, UnwritableOutput
from lkj_audit.model import AuditResult
from lkj_audit.pages import Picture, pictures
from lkj_audit.render import html_view

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

    def prepare(self, paths: Sequence[Path]) -> Callable[[AuditResult], None]:
        """What writes the page of a result, in any process. Raises FolderNeeded when several reports are to go into one
        file, OutputIsInput, UnwritableOutput."""
        if self._is_folder():
            _make(self.output)
            self.targets = {path: self.output / name for path, name in file_names(paths).items()}
        elif len(paths) > 1:
            raise FolderNeeded(path=str(self.output))
        elif self.output in paths:
            raise OutputIsInput(path=str(self.output))
        else:
            self.targets = {str(path): self.output for path in paths}
        return partial(_save, self.targets, self.lang, self.password)

    def finish(self, results: Sequence[AuditResult]) -> None:
        """Write the index, and what stands in the place of reports that could not be read. Raises UnwritableOutput."""
        from lkj_audit.render.html import index_html

        for result in results:
            if result.status == "failed":
                save_report(result, self.targets[result.path], self.lang)
        if self._is_folder():
            names = {path: target.name for path, target in self.targets.items()}
            _write(self.output / INDEX, index_html(results, names, self.lang))

    def _is_folder(self) -> bool:
        return self.output.is_dir() or self.output.suffix.lower() not in (".html", ".htm")


def save_report(result: AuditResult, target: Path, lang: str, password: str | None = None) -> None:
    """Write the page of ``result`` with the pictures it needs. Raises UnwritableOutput."""
    from lkj_audit.render.html import report_html

    _write(target, report_html(result, _drawn(result, password), lang))


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


def _save(targets: Mapping[str, Path], lang: str, password: str | None, result: AuditResult) -> None:
    save_report(result, targets[result.path], lang, password)


def _drawn(result: AuditResult, password: str | None) -> dict[int, Picture]:
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


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnwritableOutput(path=str(target)) from error
