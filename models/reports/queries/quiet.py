"""Customers that keep quiet against their own buying rhythm (duty 70): one pass over an index, judged by the rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from models.core.office import Office
from models.reports import rules


def quiet_customers(office: Office, day: date) -> list[tuple[int, rules.Silence]]:
    """(customer, silence) of those who should have bought by now; regular ones first, those as good as lost last.

    The index of customer and date is read alone; void and red invoices, which are few, are taken out by their ids.
    """
    run = office.database.execute_sql
    aside = {row[0] for row in run("SELECT invoice_id FROM invoice_void UNION ALL SELECT id FROM invoice WHERE original_id > 0")}
    quiet, lost = office.settings[rules.QUIET], office.settings[rules.LOST]
    since = (day - timedelta(days=rules.RHYTHM_DAYS)).isoformat()
    upto = day.isoformat()
    found = []
    rows = (row for row in run("SELECT customer_id, date, id FROM invoice ORDER BY customer_id, date")
            if since <= row[1] <= upto and row[2] not in aside)
    for customer, bought in groupby(rows, key=lambda row: row[0]):
        dates = {row[1] for row in bought}
        if len(dates) >= rules.LEAST_BUYS and max(dates) < upto:
            silence = rules.silence_of(map(date.fromisoformat, dates), day, quiet, lost)
            if silence is not None:
                found.append((customer, silence))
    return sorted(found, key=lambda item: (item[1].lost, -item[1].buys, -item[1].since, item[0]))
