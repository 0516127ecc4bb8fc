-- Exact figures: whole numbers are INTEGER, others TEXT ('98.5'); columns of figures have no type, so that SQLite never
-- turns one into a float. Times are ISO 8601 in UTC, dates 2025-01-31, pages count from 1, boxes are points.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,                      -- NULL while it runs, and for ever when it was killed
    version TEXT NOT NULL,              -- of lkj-audit
    command TEXT NOT NULL,              -- "check", "watch", "serve" …
    about TEXT NOT NULL,                -- what was asked for: the paths
    files INTEGER,                      -- how many it was to do
    seconds REAL,
    batch TEXT                          -- a digest of all that the rules across documents hang on, once they were run
);

-- One audit of one content: made anew when the content, the program, the rules or the configuration change (key).
CREATE TABLE audits (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    made TEXT NOT NULL,
    status TEXT NOT NULL,               -- ok, partial, failed
    cause TEXT,                         -- of a failed one: the slug of its problem
    pages INTEGER NOT NULL,
    unit TEXT NOT NULL,                 -- AuditResult.unit
    satker TEXT NOT NULL,
    level TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    infos INTEGER NOT NULL,
    seconds REAL NOT NULL,
    result BLOB NOT NULL,               -- AuditResult without its report and gist (store/codec.py)
    UNIQUE (sha256, key)
);
CREATE INDEX audits_unit ON audits (unit, year);

-- What was read, whole: kept for those that show tables; the rules play no part in it, so its key is a part of theirs.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    key TEXT NOT NULL,
    made TEXT NOT NULL,
    report BLOB NOT NULL,
    gist BLOB NOT NULL,                 -- what the rules across documents compare
    UNIQUE (sha256, key)
);

-- Which file of which run has which audit.
CREATE TABLE files (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    path TEXT NOT NULL,                 -- as it was given; absolute is where it really lies
    absolute TEXT NOT NULL,
    audit INTEGER NOT NULL REFERENCES audits,
    stored INTEGER NOT NULL,            -- 1: the audit was already there and the file was not read
    across BLOB,                        -- AuditResult of the rules across documents: hangs on the run's other files
    PRIMARY KEY (run, path)
);
CREATE INDEX files_absolute ON files (absolute);
CREATE INDEX files_audit ON files (audit);

-- What is known of each file by the last run that had it.
CREATE VIEW latest AS
SELECT f.path, f.absolute, f.run, a.id AS audit, a.sha256, a.status, a.cause, a.pages, a.unit, a.satker, a.level,
       a.region, a.year, a.seconds
FROM files f JOIN audits a ON a.id = f.audit
WHERE f.run = (SELECT max(g.run) FROM files g WHERE g.absolute = f.absolute);

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    audit INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
    run INTEGER REFERENCES runs ON DELETE CASCADE,  -- of the rules across documents: which run's files gave it
    number INTEGER NOT NULL,            -- its place in the result, from 0
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    confidence REAL NOT NULL,
    fingerprint TEXT NOT NULL,
    item TEXT NOT NULL,
    "column" TEXT NOT NULL,
    kind TEXT NOT NULL,
    page INTEGER,
    expected,
    stated,
    difference
);
CREATE INDEX findings_audit ON findings (audit);
CREATE INDEX findings_rule ON findings (rule);
CREATE INDEX findings_fingerprint ON findings (fingerprint);

CREATE TABLE evidence (
    finding INTEGER NOT NULL REFERENCES findings ON DELETE CASCADE,
    number INTEGER NOT NULL,
    role TEXT NOT NULL,
    page INTEGER NOT NULL,
    x0 REAL NOT NULL, top REAL NOT NULL, x1 REAL NOT NULL, bottom REAL NOT NULL,
    text TEXT NOT NULL,
    value,
    source TEXT NOT NULL,
    "table" TEXT,
    PRIMARY KEY (finding, number)
) WITHOUT ROWID;

CREATE TABLE indicators (
    audit INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
    number INTEGER NOT NULL,
    source TEXT NOT NULL,               -- iku, renstra, rkt, pk, capaian
    owner TEXT,
    "table" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    page INTEGER,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    sasaran TEXT,
    target, target_text TEXT,
    realisasi, realisasi_text TEXT,
    capaian, capaian_text TEXT,
    PRIMARY KEY (audit, number)
) WITHOUT ROWID;

CREATE TABLE budget (
    audit INTEGER NOT NULL REFERENCES audits ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    page INTEGER,
    level TEXT NOT NULL,                -- total, program, kegiatan, belanja, item
    parent INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    pagu,                               -- rupiah
    realisasi,
    sisa,
    persen,
    PRIMARY KEY (audit, number)
) WITHOUT ROWID;

-- What reviewers concluded. Nothing is ever changed here: the latest row of a unit, year and fingerprint counts.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    unit TEXT NOT NULL,
    year INTEGER,
    fingerprint TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    date TEXT NOT NULL,
    recorded TEXT NOT NULL
);
CREATE INDEX decisions_unit ON decisions (unit, year, fingerprint);

-- The findings that count: of the last audit of each file, less those that a reviewer explained or found not relevant.
CREATE VIEW counting AS
SELECT l.path, l.absolute, l.unit, l.satker, l.year, f.id, f.audit, f.number, f.rule, f.severity, f.confidence,
       f.fingerprint, f.item, f."column", f.kind, f.page, f.expected, f.stated, f.difference
FROM latest l
JOIN findings f ON f.audit = l.audit AND (f.run IS NULL OR f.run = l.run)
WHERE coalesce((SELECT d.verdict FROM decisions d WHERE d.unit = l.unit AND d.year IS l.year
                AND d.fingerprint = f.fingerprint ORDER BY d.id DESC LIMIT 1), 'accepted') = 'accepted';
