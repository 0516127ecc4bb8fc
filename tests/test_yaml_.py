from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit import yaml_

PACKAGE = Path(yaml_.__file__).parent


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def parses(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is parsed from here on."""
    made: list[bytes] = []
    parsed = yaml_._parsed

    def spy(source: bytes) -> Any:
        made.append(source)
        return parsed(source)

    monkeypatch.setattr(yaml_, "_parsed", spy)
    return made


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.yaml")), ids=lambda f: str(f.relative_to(PACKAGE)))
def test_every_file_says_what_yaml_makes_of_it(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    first, again = yaml_.load(copy), yaml_.load(copy)
    assert first == again == yaml.load(file.read_bytes(), yaml.CSafeLoader)


def test_a_file_is_parsed_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, file = parses(monkeypatch), tmp_path / "a.yaml"
    file.write_text("satuan: [kg]\n")
    assert [yaml_.load(file), yaml_.load(file)] == [{"satuan": ["kg"]}] * 2
    assert len(made) == 1
    file.write_text("satuan: [km]\n")
    assert yaml_.load(file) == {"satuan": ["km"]}


@pytest.mark.parametrize("left", [b"", b"\0" * 40, b"\xe9", b"no marshal", None])
def test_what_is_kept_may_be_cut_short(tmp_path: Path, left: bytes | None) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("satuan: [kg, km, ha]\n")
    yaml_.load(file)
    [made] = (tmp_path / "__pycache__").iterdir()
    made.write_bytes(made.read_bytes()[:-5] if left is None else left)
    assert yaml_.load(file) == {"satuan": ["kg", "km", "ha"]}


def test_a_date_cannot_be_kept_but_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("since: 2009-10-03\n")
    assert str(yaml_.load(file)["since"]) == str(yaml_.load(file)["since"]) == "2009-10-03"


def test_nothing_is_written_where_python_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    file = tmp_path / "a.yaml"
    file.write_text("satuan: [kg]\n")
    yaml_.load(file)
    assert list(tmp_path.iterdir()) == [file]


def test_a_mapping_is_expected(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("- kg\n")
    with pytest.raises(ValueError, match="mapping"):
        yaml_.load(file)
