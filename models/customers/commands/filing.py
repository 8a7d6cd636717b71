"""What is kept of a customer's file: texts as they are cleaned, facts worked out of them, rows of its parts."""

from __future__ import annotations

from typing import Any

from models.core import search
from models.core.errors import Problem, RuleViolation
from models.core.office import Act
from models.core.pinyin import pinyin_of
from models.core.text import N_
from models.core.typed import cleaned
from models.customers import rules
from models.customers.inputs import CustomerInput
from models.people import queries as people


def unknown_person(act: Act, salesperson_id: int | None) -> list[Problem]:
    """Only somebody who works here sells to a customer."""
    if salesperson_id is None or people.is_filed(act.office, salesperson_id):
        return []
    return [Problem("salesperson_id", "person.unknown", N_("Choose a salesperson"))]


def texts_of(x: CustomerInput) -> dict[str, str]:
    """The texts of a file as they are kept, the price list's name too. Raises RuleViolation."""
    texts = cleaned(x, rules.TEXTS)
    return {**texts, "tax_number": rules.normal_number(texts["tax_number"]).upper(), "phone": rules.phone_text(texts["phone"]),
            "bank_account": rules.normal_number(texts["bank_account"])}


def refuse_taken(act: Act, code: str, customer_id: int) -> None:
    """A code belongs to one customer. Raises RuleViolation."""
    taken = act.office.database.execute_sql("SELECT code, name FROM customer WHERE code = ? AND id <> ?", (code, customer_id)).fetchone()
    if code and taken:
        raise RuleViolation([code_taken(*taken)])


def code_taken(code: str, name: str) -> Problem:
    """Another customer has this code."""
    return Problem("code", "customer.code", N_("The code {code} belongs to {name}"), {"code": code, "name": name})


def facts_of(x: CustomerInput, texts: dict[str, str], code: str) -> dict[str, Any]:
    """The fields of a customer's row."""
    kept = {key: texts[key] for key in texts if key != "price_list"}
    people = [said for contact in x.contacts for said in (contact.name, *rules.phones_of(contact.phone))]
    return {**kept, "code": code, "pinyin": pinyin_of(texts["name"]), "alike": rules.sound_of(texts["name"]), "kind": x.kind,
            "credit_limit": x.credit_limit, "credit_days": x.credit_days, "salesperson": x.salesperson_id, "opened_on": x.opened_on,
            "search": search.indexed_text((code, texts["name"], texts["short_name"], *rules.phones_of(x.phone), texts["tax_number"]),
                                          (texts["name"], texts["short_name"]), people)}


def contact_rows(x: CustomerInput) -> list[dict[str, Any]]:
    """The people of a customer as they are kept."""
    made = []
    for contact in x.contacts:
        kept = cleaned(contact, rules.CONTACT)
        kept["phone"] = rules.phone_text(kept["phone"])
        made.append({**kept, "birthday": contact.birthday, "search": search.indexed_text((kept["name"], kept["phone"]), (kept["name"],))})
    return made


def address_rows(x: CustomerInput) -> list[dict[str, Any]]:
    """Where its goods go, as it is kept."""
    return [dict(cleaned(address, rules.ADDRESS)) for address in x.addresses]


def licence_rows(x: CustomerInput) -> list[dict[str, Any]]:
    """Its licences as they are kept."""
    return [{**cleaned(licence, rules.LICENCE), "expires": licence.expires} for licence in x.licences]
