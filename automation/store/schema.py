"""The journal's tables (流水结构), and how an older journal is brought up to date."""

from __future__ import annotations

import sqlite3

VERSION = 3
FIRST = """
CREATE TABLE runs (run INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE changes (row INTEGER PRIMARY KEY, run INTEGER NOT NULL, file_digest TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE bases (section TEXT, issue INTEGER, sheet TEXT, key TEXT, fields TEXT NOT NULL,
                    PRIMARY KEY (section, issue, sheet, key));
CREATE TABLE snapshot (sheet TEXT, key TEXT, fields TEXT NOT NULL, PRIMARY KEY (sheet, key));
CREATE TABLE handins (section TEXT, period TEXT, day TEXT, PRIMARY KEY (section, period));
CREATE TABLE files (section TEXT, digest TEXT, issue INTEGER, settled INTEGER, PRIMARY KEY (section, digest));
CREATE TABLE pending (id INTEGER PRIMARY KEY CHECK (id = 1), master TEXT NOT NULL, entry TEXT NOT NULL);
"""
# what each run wrote over: enough to take it back, and to know the master as any earlier run left it
OVERWRITTEN = "CREATE TABLE overwritten (run INTEGER PRIMARY KEY, record TEXT NOT NULL);"
# what is remembered of a file that was settled, so that it need not be read again
FORMS = "CREATE TABLE forms (digest TEXT PRIMARY KEY, record TEXT NOT NULL);"
# what became of each (job, period) of the timetable, since when each job is known, and whose machine it is
TIMETABLE = """
CREATE TABLE job_runs (job TEXT, period TEXT, due TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
                       leased INTEGER NOT NULL DEFAULT 0, held_from TEXT, held_until TEXT,
                       outcome TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '', ended TEXT,
                       PRIMARY KEY (job, period));
CREATE TABLE jobs_seen (job TEXT PRIMARY KEY, since TEXT NOT NULL);
CREATE TABLE timetable_owner (id INTEGER PRIMARY KEY CHECK (id = 1), machine TEXT NOT NULL);
"""
MIGRATIONS = {
    0: FIRST + OVERWRITTEN + FORMS + TIMETABLE,
    1: OVERWRITTEN + FORMS + TIMETABLE,
    2: TIMETABLE,
}
"""Version found → the statements that lead to the present one."""


def version_of(base: sqlite3.Connection) -> int:
    """The version a journal was last written with; 0 for a new file."""
    return int(base.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(base: sqlite3.Connection) -> None:
    """Make or migrate the tables; inside the caller's transaction, so that a crash leaves the old journal."""
    for statement in MIGRATIONS.get(version_of(base), "").split(";"):
        base.execute(statement)
    base.execute(f"PRAGMA user_version = {VERSION}")
