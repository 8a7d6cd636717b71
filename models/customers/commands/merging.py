"""Merge a customer that was filed twice by a pointer to the one that is kept; nothing that was issued is rewritten."""

from __future__ import annotations

from models.core.clock import stamp
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.rows import insert_row
from models.core.text import N_, clean
from models.customers import queries, rules
from models.customers.inputs import MergeInput
from models.customers.tables import Customer, CustomerAlias
from models.days.queries import business_date


def merge_customers(office: Office, x: MergeInput) -> Done:
    """A customer points to the one that is kept and takes no new papers; its own papers and balance stay under its name.

    Lists that go by customer show both under the kept one. What it still owes is moved by receivables.transfer_balance.
    """
    with office.command("customers.merge", x) as act:
        return merge_into(act, x)


def merge_into(act: Act, x: MergeInput) -> Done:
    """Posting: the pointer to the one that is kept, as receivables.merge_accounts sets it too."""
    office, kept = act.office, queries.kept_ids(act.office.database)
    require(rules.check_merge(x, queries.is_filed(office, x.customer_id), queries.is_filed(office, x.kept_id), frozenset(kept),
                              frozenset(kept.values())))
    row, onto = queries.card(office, x.customer_id), queries.card(office, x.kept_id)
    insert_row(office.database, CustomerAlias, {
        "customer": row.id, "kept": onto.id, "was_active": row.active, "date": business_date(office),
        "reason": clean(x.reason, "reason", 200, emoji=True), "person": act.person, "moment": act.moment})
    Customer.update(active=False).where(Customer.id == row.id).execute()
    act.changed("customers", "invoices", "receivables").about(row.code).note(kept=onto.code)
    return Done(onto.id, onto.code)


def undo_merge(office: Office, customer_id: int) -> Done:
    """Drop the pointer on the day of the merge: the customer stands as it stood before; papers issued since stay with whom they name."""
    with office.command("customers.undo_merge", {"id": customer_id}) as act:
        return part(act, customer_id)


def part(act: Act, customer_id: int) -> Done:
    """Posting: drop the pointer. Raises RuleViolation where there is none, or after the business day of the merge."""
    alias = queries.alias_of(act.office, customer_id)
    if alias is None:
        raise RuleViolation([Problem("customer_id", "merge.none", N_("This customer was not merged"))])
    require(rules.undo_in_time(alias.date, business_date(act.office)))
    CustomerAlias.delete().where(CustomerAlias.customer == customer_id).execute()
    Customer.update(active=alias.was_active).where(Customer.id == customer_id).execute()
    row = queries.card(act.office, customer_id)
    act.changed("customers", "invoices", "receivables").about(row.code).note(kept=alias.kept_code)
    return Done(customer_id, row.code)


def tell_apart(office: Office, customer_id: int, other_id: int) -> Done:
    """Two customers that look like one are two: they are not named as possible duplicates any more."""
    older, newer = sorted((customer_id, other_id))
    with office.command("customers.tell_apart", {"ids": [older, newer]}) as act:
        row, other = queries.card(office, older), queries.card(office, newer)
        if older == newer:
            raise RuleViolation([Problem("", "apart.same", N_("Choose two customers"))])
        office.database.execute_sql(
            "INSERT INTO customers_apart (customer_id, other_id, person, moment) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (older, newer, act.person, stamp(act.moment)))
        act.changed("customers").about(row.code).note(other=other.code)
    return Done(older, f"{row.code} / {other.code}")
