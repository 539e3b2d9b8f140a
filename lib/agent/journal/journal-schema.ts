/** Tables of the agent's journal. Times are ISO text, unless a name says seconds; objects are JSON text. */
export const JOURNAL_SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, replace_key TEXT, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS events_replace ON events (replace_key) WHERE replace_key IS NOT NULL;

CREATE TABLE IF NOT EXISTS orders (
  id TEXT PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL, batch_id TEXT, answer TEXT, at TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS standing (
  kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
  found TEXT NOT NULL, found_at TEXT NOT NULL, detail TEXT, PRIMARY KEY (kind, key)) STRICT;

CREATE TABLE IF NOT EXISTS own_locks (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, cause TEXT NOT NULL, evidence TEXT NOT NULL,
  batch_id TEXT NOT NULL, guarded_unlock_id TEXT, made_at TEXT NOT NULL, in_force_at TEXT, lifted_at TEXT) STRICT;
CREATE INDEX IF NOT EXISTS own_locks_account ON own_locks (account) WHERE lifted_at IS NULL;

CREATE TABLE IF NOT EXISTS sweeps (
  account TEXT PRIMARY KEY, batch_id TEXT NOT NULL, cause TEXT NOT NULL, agent_lock_id TEXT,
  guarded_unlock_id TEXT, is_complete INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE IF NOT EXISTS watches (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, step TEXT NOT NULL, wish TEXT NOT NULL, noted_at TEXT NOT NULL, began_at TEXT,
  until TEXT,
  figures TEXT NOT NULL, foreign_holds TEXT NOT NULL, breach TEXT, excerpts TEXT NOT NULL,
  agent_lock_id TEXT, tight_until TEXT, released INTEGER NOT NULL DEFAULT 0, quarantined INTEGER NOT NULL DEFAULT 0,
  left_count INTEGER NOT NULL DEFAULT 0, ended_at TEXT) STRICT;
CREATE INDEX IF NOT EXISTS watches_account ON watches (account);

CREATE TABLE IF NOT EXISTS acts (id TEXT PRIMARY KEY, verb TEXT NOT NULL, purpose TEXT NOT NULL, messages TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS act_steps (
  act_id TEXT NOT NULL REFERENCES acts (id) ON DELETE CASCADE, n INTEGER NOT NULL, step TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (act_id, n)) STRICT;

CREATE TABLE IF NOT EXISTS ours (
  key TEXT PRIMARY KEY, id TEXT NOT NULL, account TEXT NOT NULL, state TEXT NOT NULL, batch_id TEXT,
  guarded_unlock_id TEXT, message TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS ours_id ON ours (id);
CREATE TABLE IF NOT EXISTS our_acts (
  id TEXT NOT NULL, key TEXT NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL, arrived_at TEXT NOT NULL, account TEXT) STRICT;
CREATE INDEX IF NOT EXISTS our_acts_id ON our_acts (id);
CREATE INDEX IF NOT EXISTS ours_batch ON ours (batch_id);

CREATE TABLE IF NOT EXISTS live (
  id TEXT PRIMARY KEY, account TEXT, parent_id TEXT, watch_id TEXT, is_sized INTEGER NOT NULL,
  is_deferred INTEGER NOT NULL, seen_seconds INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS buckets (
  account TEXT NOT NULL, start_seconds INTEGER NOT NULL, tally TEXT NOT NULL,
  PRIMARY KEY (account, start_seconds)) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS hours (
  account TEXT NOT NULL, hour TEXT NOT NULL, recipients INTEGER NOT NULL, tally TEXT NOT NULL,
  is_told INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account, hour)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS hours_untold ON hours (hour) WHERE is_told = 0;

CREATE TABLE IF NOT EXISTS delivery_cells (
  step TEXT NOT NULL, key TEXT NOT NULL, cell TEXT NOT NULL, is_told INTEGER NOT NULL,
  PRIMARY KEY (step, key)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS delivery_cells_untold ON delivery_cells (step) WHERE is_told = 0;
CREATE TABLE IF NOT EXISTS reply_samples (
  id INTEGER PRIMARY KEY, step TEXT NOT NULL, key TEXT NOT NULL, sample TEXT NOT NULL, is_told INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS reply_samples_step ON reply_samples (step);
CREATE INDEX IF NOT EXISTS reply_samples_untold ON reply_samples (step) WHERE is_told = 0;
CREATE TABLE IF NOT EXISTS reports_read (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusal_texts (
  step TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, is_told INTEGER NOT NULL,
  PRIMARY KEY (step, key)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS refusal_texts_untold ON refusal_texts (step) WHERE is_told = 0;
`
