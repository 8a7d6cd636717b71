"""File and change customers, put them aside, note what they ask for and think."""

from __future__ import annotations

from datetime import date

from models.core import numbering, search
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.rows import insert_row, insert_rows
from models.core.text import N_, _, clean
from models.customers import queries, rules
from models.customers.commands.filing import (address_rows, contact_rows, facts_of, licence_rows, refuse_taken, texts_of,
                                              unknown_person)
from models.customers.commands.opening import take_step
from models.customers.commands.rewriting import rewrite_file
from models.customers.inputs import CustomerInput, NoteInput
from models.customers.tables import Contact, Customer, CustomerNote, DeliveryAddress, Licence
from models.people.commands import approved
from models.products.commands import give_price_list

CODES = numbering.series("customer", "C", N_("Prefix of customer codes"), period="never")
LINES = (Contact, DeliveryAddress, Licence)


def file_customer(office: Office, x: CustomerInput) -> Done:
    """File a customer as a draft; without a code it gets the next one. No invoice until the account is opened (duty 20)."""
    require(rules.check_customer(x))
    with office.command("customers.file", x) as act:
        return store_customer(act, x)


def store_customer(act: Act, x: CustomerInput) -> Done:
    """Posting: file one customer of many, as an import or a lead won does."""
    require(rules.check_customer(x) + unknown_person(act, x.salesperson_id))
    texts = texts_of(x)
    refuse_taken(act, texts["code"], 0)
    code = texts["code"] or _next_code(act)
    facts = facts_of(x, texts, code)
    row_id = insert_row(act.office.database, Customer, {**facts, "created": act.moment})
    for table, rows in ((Contact, contact_rows(x)), (DeliveryAddress, address_rows(x)), (Licence, licence_rows(x))):
        insert_rows(act.office.database, table, [{"customer": row_id, **row} for row in rows])
    search.put(act.office.database, "customer", row_id, facts["search"])
    if texts["price_list"]:
        give_price_list(act, row_id, texts["price_list"])
    act.changed("customers").about(code)
    return Done(row_id, code)


def change_customer(office: Office, customer_id: int, x: CustomerInput) -> Done:
    """Change a customer's file; papers keep name, address and tax number as they were when issued.

    Raises ApprovalNeeded where an open account becomes a dealer's.
    """
    require(rules.check_customer(x))
    with office.command("customers.change", {"id": customer_id, "customer": x}) as act:
        _ask_for_dealer(act, queries.card(office, customer_id), x)
        rewrite_file(act, customer_id, x)
    return Done(customer_id, act.subject)


def _ask_for_dealer(act: Act, before: queries.CustomerRow, x: CustomerInput) -> None:
    """An open account becomes a dealer's with the manager's approval only, as if it was opened anew (duty 23)."""
    if before.opening == "approved" and x.kind == "dealer" != before.kind:
        need = Need("account opening", N_("Make {name} ({code}) a dealer"), {"name": before.name, "code": before.code}, x.credit_limit)
        used = approved(act.about(before.code), [need])
        take_step(act, [before.id], "approved", _("dealer"), used[0])


def _next_code(act: Act) -> str:
    code = numbering.take(act, CODES, act.today)
    while act.office.database.execute_sql("SELECT 1 FROM customer WHERE code = ?", (code,)).fetchone():
        code = numbering.take(act, CODES, act.today)
    return code


def set_active(office: Office, customer_id: int, active: bool, reason: str = "") -> Done:
    """Close a customer's file for new papers, or take it up again; what is open with it stays open."""
    reason = clean(reason, "reason", 200, emoji=True)
    with office.command("customers.activate" if active else "customers.deactivate", {"id": customer_id, "reason": reason}) as act:
        row, alias = queries.card(act.office, customer_id), queries.alias_of(act.office, customer_id)
        if active and alias is not None:
            raise RuleViolation([Problem("", "merge.inactive", N_("{name} was merged into {kept}; undo the merge first"),
                                         {"name": row.name, "kept": alias.kept_name})])
        Customer.update(active=active).where(Customer.id == customer_id).execute()
        act.changed("customers").about(row.code)
    return Done(customer_id, row.code)


def deactivate(office: Office, customer_id: int, reason: str = "") -> Done:
    """No new papers for this customer."""
    return set_active(office, customer_id, False, reason)


def delete_draft(office: Office, customer_id: int) -> Done:
    """Throw away a draft that nothing names; only drafts can be deleted (duty 73)."""
    with office.command("customers.delete_draft", {"id": customer_id}) as act:
        row = queries.card(act.office, customer_id)
        if row.opening != "draft" or queries.in_use(office, customer_id):
            raise RuleViolation([Problem("", "customer.kept", N_("Only a draft can be deleted; deactivate {name} instead"),
                                         {"name": row.name})])
        give_price_list(act, customer_id, "")
        for table in (*LINES, CustomerNote):
            table.delete().where(table.customer == customer_id).execute()
        Customer.delete().where(Customer.id == customer_id).execute()
        search.drop(office.database, "customer", customer_id)
        act.changed("customers").about(row.code)
    return Done(customer_id, row.code)


def add_note(office: Office, x: NoteInput) -> Done:
    """Write down what a customer asks for or thinks, dated (duties 5, 16)."""
    require(rules.check_note(x, queries.is_filed(office, x.customer_id), office.clock.today()))
    with office.command("customers.note", x) as act:
        row_id = store_note(act, x.customer_id, x.kind, x.text, x.date or act.today, x.product)
    return Done(row_id)


def store_note(act: Act, customer_id: int, kind: str, text: str, day: date, product: str = "") -> int:
    """Posting: one note, as an import or a sale files it. product: what a demand is for."""
    kept = clean(text, "text", 1000, lines=True, emoji=True)
    row_id = insert_row(act.office.database, CustomerNote, {
        "customer": customer_id, "date": day, "kind": kind, "text": kept, "product": clean(product, "product", 80),
        "person": act.person})
    act.changed("customers").about(queries.card(act.office, customer_id).code)
    return row_id
