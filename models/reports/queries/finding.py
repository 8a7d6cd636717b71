"""The one finder of the office: what each form chooses from, ranked by match, then by when it was last used on a paper."""

from __future__ import annotations

from models.core.asking import Use
from models.core.office import Office
from models.customers import queries as customers
from models.customers.queries import CustomerHit
from models.leads import queries as leads
from models.leads.queries import TOUCHED, LeadHit
from models.products import queries as products
from models.products.queries import ProductHit

LATEST = 100
"""Papers of each kind that say who was served last."""

_SERVED = f"""SELECT customer_id FROM (
    SELECT * FROM (SELECT customer_id, moment FROM invoice ORDER BY id DESC LIMIT {LATEST})
    UNION ALL SELECT * FROM (SELECT customer_id, moment FROM receipt WHERE customer_id IS NOT NULL ORDER BY id DESC LIMIT {LATEST})
    UNION ALL SELECT * FROM (SELECT customer_id, moment FROM owned_visit ORDER BY id DESC LIMIT {LATEST})) ORDER BY moment DESC"""
_LAST_DAY = """MAX(t.created, COALESCE((SELECT MAX(d.date) FROM customer_day d WHERE d.customer_id = t.id), ''),
    COALESCE((SELECT MAX(v.date) FROM owned_visit v WHERE v.customer_id = t.id), ''))"""


def _ids(office: Office, sql: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row[0] for row in office.database.execute_sql(sql)))


def find_customers(office: Office, text: str, limit: int = 20) -> list[CustomerHit]:
    """Active customers; equally good matches by their last paper, visit or filing."""
    return customers.find(office, text, limit, Use(_ids(office, _SERVED), _LAST_DAY))


def find_leads(office: Office, text: str, limit: int = 20) -> list[LeadHit]:
    """Leads; equally good matches by when they were last reached."""
    recent = _ids(office, f"SELECT lead_id FROM lead_contact ORDER BY id DESC LIMIT {LATEST}")
    return leads.find(office, text, limit, Use(recent, TOUCHED.when))


def find_products(office: Office, text: str, limit: int = 20) -> list[ProductHit]:
    """Active products; equally good matches by when they were last sold."""
    recent = _ids(office, f"SELECT product_id FROM invoice_line ORDER BY id DESC LIMIT {LATEST}")
    return products.find(office, text, limit, Use(recent, "''"))
