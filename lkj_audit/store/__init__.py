"""Results of many runs in SQLite: what was audited is not audited again, what was decided is kept, all can be asked.

>>> with Store.open() as store:                                        # doctest: +SKIP
...     run = store.start_run("check", "laporan/")
...     store.save(run, result, key)
...     store.finish_run(run)

The schema is a row of numbered files in ``migrations``; the n-th brings a store of version n - 1 to version n (``PRAGMA
user_version``). To add or change tables, add a file with the next number; one that was ever released is never edited.
"""

from __future__ import annotations

from lkj_audit.store.parcels import Parcel, parcel
from lkj_audit.store.results import Run, Store
from lkj_audit.store.session import Session, session

__all__ = ["Parcel", "Run", "Session", "Store", "parcel", "session"]
