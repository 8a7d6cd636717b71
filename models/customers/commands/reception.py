"""Who was received is written down, and what was explained to them (duty 4)."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Done, Office
from models.core.pinyin import search_text
from models.core.rows import insert_row
from models.core.typed import cleaned
from models.customers import queries, rules
from models.customers.inputs import ReceptionInput
from models.customers.tables import Reception


def receive(office: Office, x: ReceptionInput) -> Done:
    """Write down a reception; a filed customer gives name and phone where none were typed."""
    known = x.customer_id is not None and queries.is_filed(office, x.customer_id)
    require(rules.check_reception(x, known, office.clock.today()))
    with office.command("customers.receive", x) as act:
        texts = cleaned(x, rules.RECEPTION)
        texts["phone"] = rules.phone_text(texts["phone"])
        if x.customer_id is not None:
            row = queries.card(office, x.customer_id)
            texts["caller"], texts["phone"] = texts["caller"] or row.name, texts["phone"] or row.phone
        made = insert_row(office.database, Reception, {
            **texts, "date": x.date or act.today, "way": x.way, "customer": x.customer_id, "search": search_text(texts["caller"]),
            "person": act.person, "moment": act.moment})
        act.changed("customers", "receptions").about(texts["caller"])
    return Done(made, texts["caller"])
