"""What can be wrong in ``lkj-audit.toml`` and the files beside it: ``path`` says in which, ``key`` where."""

from __future__ import annotations

from lkj_audit.errors import UsageError


class BadConfig(UsageError):
    """Something is wrong in a configuration or waivers file; ``path`` and ``key`` say where, ``reason`` what."""

    code = "config-wrong"


class NotToml(BadConfig):
    """``path`` is no TOML; ``line`` is where it stops being any (0: unknown)."""

    code = "config-not-toml"


class UnknownKey(BadConfig):
    """``known`` lists the keys that may stand there."""

    code = "config-unknown-key"


class MissingKey(BadConfig):
    code = "config-missing-key"


class NotAList(BadConfig):
    code = "config-not-a-list"


class NotATable(BadConfig):
    code = "config-not-a-table"


class NotText(BadConfig):
    code = "config-not-text"


class NotANumber(BadConfig):
    code = "config-not-a-number"


class TooSmall(BadConfig):
    """``least`` is the smallest number allowed."""

    code = "config-too-small"


class NotAChoice(BadConfig):
    """``choices`` are the words allowed."""

    code = "config-not-a-choice"


class NotADate(BadConfig):
    code = "config-not-a-date"


class NoSuchRule(BadConfig):
    """``value`` is the selector that matches no rule."""

    code = "config-no-such-rule"


class NoSuchDocument(BadConfig):
    """``value`` is a PDF that is not in the folder of the file that names it."""

    code = "config-no-such-document"
