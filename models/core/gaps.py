"""Whether every number that was taken stands on a paper, and every paper's number was taken: counted, then named where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import Database

_USED = """
SELECT s.period, s.last, (SELECT COUNT(DISTINCT d.number) FROM {table} d WHERE {inside}) AS papers,
    (SELECT COUNT(*) FROM lost_number l WHERE l.series = s.series AND l.period = s.period) AS lost
FROM number_series s WHERE s.series = ?"""
_INSIDE = ("{which} AND d.number > s.period AND d.number < s.period || ':' "
           "AND CAST(SUBSTR(d.number, LENGTH(s.period) + 1) AS INTEGER) BETWEEN 1 AND s.last")
_OUTSIDE = """
SELECT DISTINCT d.number FROM {table} d WHERE {which} AND NOT EXISTS (SELECT 1 FROM number_series s WHERE s.series = ? AND {inside})
ORDER BY d.number"""


def gaps(database: Database, key: str, table: str, which: str = "1") -> Iterator[str]:
    """The faults of one series. table: holds its papers with their `number`; which: SQL that tells them from others, their alias is d."""
    inside, counted = _INSIDE.format(which=which), 0
    for period, last, papers, lost in database.execute_sql(_USED.format(table=table, inside=inside), (key,)).fetchall():
        counted += papers
        if papers + lost != last:
            yield f"numbers: {last} numbers {period}… were taken, {papers} papers have one"
    there = database.execute_sql(f"SELECT COUNT(DISTINCT d.number) FROM {table} d WHERE {which}").fetchone()[0]
    if there != counted:
        for number, in database.execute_sql(_OUTSIDE.format(table=table, which=which, inside=inside), (key,)).fetchmany(20):
            yield f"numbers: {number} was never taken from its series"
