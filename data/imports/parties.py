"""Which customer of the office a foreign row means: by code, or by the exact name where only one has it."""

from __future__ import annotations

from data.imports.customers import squeezed
from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_
from models.customers import queries
from models.customers.queries import CustomerRow


def customer_meant(office: Office, code: str, name: str, fields: tuple[str, str] = ("code", "name")
                   ) -> tuple[CustomerRow | None, list[Problem]]:
    """The customer, and what is wrong with how it is named. fields: where the row says code and name."""
    code_field, name_field = fields
    row = queries.by_code(office, code) if code else queries.by_name(office, name) if name else None
    if row is None:
        text = N_("There is no customer {name}; check the code") if code or name else N_("Enter the customer's code")
        return None, [Problem(code_field if code else name_field, "customer.unknown", text, {"name": code or name})]
    if name and squeezed(name) != squeezed(row.name):
        return row, [Problem(name_field, "customer.other", N_("The code {code} belongs to {name}"), {"code": row.code, "name": row.name})]
    if not code and len([one for one in queries.candidates(office, name, "", ()) if one.name == row.name]) > 1:
        return row, [Problem(name_field, "customer.many", N_("Several customers are called {name}; give the code"), {"name": name})]
    return row, []
