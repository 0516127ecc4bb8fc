-- What the local page keeps besides the files: one row a report, what was found in it, what people said about it.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,                       -- random; names the report's folder
  name TEXT NOT NULL,                        -- what the client calls the file: shown, never opened
  source TEXT,                               -- the PDF in the server's folder; NULL when it was uploaded
  sha256 TEXT NOT NULL,                      -- of the content; '' until a file of the folder is read
  owner TEXT NOT NULL,                       -- account; '' without accounts
  added REAL NOT NULL,                       -- seconds since 1970
  replaces TEXT,                             -- the version before, which may be gone
  state TEXT NOT NULL DEFAULT 'waiting',     -- waiting, running, done, failed, locked, cancelled
  tries INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',          -- slug of the sentence that says why it failed
  page INTEGER NOT NULL DEFAULT 0,           -- pages read so far
  pages INTEGER NOT NULL DEFAULT 0,
  satker TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',             -- AuditResult.unit: under what decisions are kept
  year INTEGER,
  partial INTEGER NOT NULL DEFAULT 0         -- 1: some pages were not read, 2: no table, so that nothing was judged
);
CREATE INDEX jobs_by_state ON jobs (state, added);
CREATE TABLE findings (
  job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
  position INTEGER NOT NULL,                 -- the order of mending
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  change TEXT NOT NULL DEFAULT '',           -- against the version before: new, remaining, unchecked, mended ('': none)
  said TEXT NOT NULL,                        -- JSON: pages, item, and title and message by language
  PRIMARY KEY (job, position)
);
CREATE INDEX findings_by_rule ON findings (rule);
CREATE TABLE ticks (                         -- what the satker says it has mended
  job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (job, fingerprint)
);
CREATE TABLE corrections (                   -- cells put right by hand; they outlive the upload
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  place TEXT NOT NULL,                       -- table, row and column
  data TEXT NOT NULL,                        -- JSON of model.Correction
  UNIQUE (sha256, place)
);
CREATE TABLE sessions (
  token TEXT PRIMARY KEY,                    -- SHA-256 of the cookie
  account TEXT NOT NULL,
  expires REAL NOT NULL
);
CREATE TABLE secret (key TEXT NOT NULL);     -- of the CSRF tokens
PRAGMA user_version = 1;
