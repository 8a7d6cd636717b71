"""One working day at the desk, by keys: a lead, a new customer, a question to the keeper, an invoice, money, goods, the close, finance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from models.closing.queries import closing_of
from models.closing.queries.month import close_of
from models.core.listing import Filter, first_keys
from models.core.office import Office
from models.customers.listing import CUSTOMERS
from models.customers.queries import card
from models.invoices.listing import INVOICES
from models.products.queries import card as product_card
from models.stock.listing import CHECKS, STOCK
from models.stock.queries import default_warehouse, goods
from ui.kit.form_dialog import FormDialog
from ui.kit.form_page import FormPage
from ui.kit.preview import PreviewPage
from ui.kit.specs import Level
from ui.kit.words import SHAPES
from ui.tabs.stock.places import place_of
from ui.tour.answers import TourPrompts
from ui.tour.camera import Camera
from ui.tour.hands import CTRL, Hands, Key, Stuck, pause

LEAD, CUSTOMER, PHONE = "沈丘新农养殖专业合作社", "郸城县宏达养殖场", "13912345678"
BAGS, PAID = 40, "1000"
_CANDIDATES = 60


@dataclass
class Day:
    """What the day makes, step by step. out: where papers, workbooks and pictures go."""

    hands: Hands
    camera: Camera
    prompts: TourPrompts
    out: Path
    customer: int = 0
    product: int = 0
    invoice: int = 0

    @property
    def office(self) -> Office:
        """The office of the window."""
        return self.hands.window.office

    def file_a_lead(self) -> None:
        """Somebody called who never bought here."""
        self.hands.go("leads")
        self.hands.key(Key.Key_F2)
        form = self._form()
        self.hands.write(form.panel, name=LEAD, phone="13703940001", contact="沈国强", interest="育肥猪配合饲料", territory="周口")
        self.hands.write(form.panel, need="存栏 600 头，想先试两吨")
        self.camera.take(self.hands.window, "22-new-lead")
        self._save(form)

    def open_a_customer(self) -> None:
        """A customer is filed, the opening asked for and approved by the manager who stands at the desk (duty 20)."""
        self.hands.go("customers")
        self.hands.key(Key.Key_F2)
        form = self._form()
        self.hands.write(form.panel, name=CUSTOMER, phone=PHONE, territory="周口", address="河南省周口市郸城县建设路 18 号")
        self.camera.take(self.hands.window, "23-new-customer")
        self._save(form)
        self.customer = self._newest(CUSTOMERS)
        page = self.hands.go("customers")
        page.bar.put(Filter())
        page.refresh()
        self.hands.rest()
        self.hands.pick(self.customer)
        self.hands.give("Ask for opening…")
        self.hands.pick(self.customer)
        self.prompts.forms["approve"] = lambda dialog: self.hands.write(dialog.panel, reason="实地看过，同意开户")
        self.hands.give("Open the account")
        if card(self.office, self.customer).opening != "approved":
            raise Stuck("the account was not opened")

    def ask_the_keeper(self) -> None:
        """Before goods are promised the keeper looks (duty 11)."""
        self.product = self._product()
        code = product_card(self.office, self.product).code
        self.hands.go("stock", "checks")
        self.hands.key(Key.Key_F2)
        form = self._form()
        form.panel.focus("product")
        self.hands.enter(code)
        form.panel.focus("customer")
        self.hands.enter(PHONE[-6:])
        self.hands.write(form.panel, quantity=str(BAGS))
        self._give(form)
        self.hands.go("stock", "checks")
        self.hands.pick(self._newest(CHECKS))
        self.prompts.forms["answer_check"] = self._answer
        self.hands.give("Take the answer")

    def write_an_invoice(self) -> None:
        """The form turns into the paper, the paper into a PDF."""
        self.hands.go("invoices")
        self.hands.key(Key.Key_F2)
        form = self._form()
        self.type_an_order(form)
        self.camera.take(self.hands.window, "24-invoice-form")
        self.hands.key(Key.Key_F9)
        self.hands.rest()
        self.invoice = self._newest(INVOICES)
        page = self.hands.page
        if not isinstance(page, PreviewPage):
            raise Stuck(f"the invoice was not issued: {said(form)}")
        self.camera.take(self.hands.window, "25-invoice-paper")
        self._keep_paper(page, "invoice.pdf")
        self.hands.key(Key.Key_Escape)

    def type_an_order(self, form: FormPage) -> None:
        """Customer, product, quantity; Enter leads on."""
        form.panel.focus("customer")
        self.hands.enter(PHONE[-6:])
        self.hands.enter(product_card(self.office, self.product).code).enter(str(BAGS))

    def take_money(self) -> None:
        """Part of it is paid at the counter."""
        self.hands.go("receipts")
        self.hands.key(Key.Key_F2)
        form = self._form()
        form.panel.focus("customer")
        self.hands.enter(PHONE[-6:])
        self.hands.write(form.panel, amount=PAID)
        self.camera.take(self.hands.window, "26-receipt")
        self._give(form)

    def let_goods_leave(self) -> None:
        """The keeper hands out what is on the invoice (duty 12)."""
        self.hands.go("invoices")
        self.hands.pick(self.invoice)
        self.hands.give("Pick up goods")

    def close_the_day(self) -> None:
        """The drawer is counted, the day closed, the sheet kept (duty 15)."""
        self.hands.go("closing")
        form = next(part for part in self.hands.window.findChildren(FormPage) if part.view.name == "count_drawer")
        book: Decimal = form.panel.values()["book"] or Decimal(0)
        self.hands.write(form.panel, cash_counted=str(book))
        self.camera.take(self.hands.window, "27-before-closing")
        day = self._day()
        self.hands.key(Key.Key_F9)
        self.hands.rest()
        closed = closing_of(self.office, day)
        if closed is None:
            raise Stuck(f"the day was not closed: {said(form)}")
        self.camera.take(self.hands.window, "28-tomorrow")
        page = self.hands.go("closing", "closings")
        self.hands.pick(next(key for key in page.model.keys if (row := close_of(self.office, key)) is not None and row.date == day))
        self.hands.give("Daily Closing Sheet")
        self._keep_paper(self.hands.page, "daily-closing.pdf")
        self.camera.take(self.hands.window, "29-closing-sheet")

    def hand_over_to_finance(self) -> None:
        """The workbook of the month so far."""
        page = self.hands.go("reports", "finance")
        path = self.out / "finance.xlsx"
        self.prompts.files.append(path)
        page.panel.focus()
        self.hands.key(Key.Key_F9)
        self.hands.until(path.exists, "the workbook for finance")
        self.hands.rest()

    def write_a_list(self) -> None:
        """What customers owe, as Excel, by Ctrl+E."""
        page = self.hands.go("customers")
        path = self.out / "customers.xlsx"
        self.prompts.files.append(path)
        page.export()
        self.hands.until(path.exists, "the list as a workbook")
        self.hands.rest()

    def _answer(self, dialog: FormDialog) -> None:
        """As much as the books say."""
        place = default_warehouse(self.office)
        from models.stock.queries import standings

        assert place is not None
        on_hand = standings(self.office, place.id, [self.product])[self.product].on_hand
        self.hands.write(dialog.panel, quantity=f"{on_hand:f}")

    def _day(self) -> Any:
        from ui.tabs.closing.day import day_at_hand

        return day_at_hand(self.office)

    def _form(self) -> FormPage:
        self.hands.rest()
        page = self.hands.page
        if not isinstance(page, FormPage):
            raise Stuck("F2 opened no form")
        return page

    def _save(self, form: FormPage) -> None:
        """Ctrl+S, and the list comes back."""
        self.hands.key(Key.Key_S, CTRL)
        self.hands.rest()
        if self.hands.page is form:
            raise Stuck(f"{form.view.form.name} was not taken: {said(form)}")

    def _give(self, form: FormPage) -> None:
        """F9, and the form empties or the list comes back."""
        self.hands.key(Key.Key_F9)
        self.hands.rest()
        if form.panel.dirty:
            raise Stuck(f"{form.view.form.name} was not taken: {said(form)}")

    def _keep_paper(self, page: Any, name: str) -> None:
        self.hands.until(lambda: page.pdf is not None, "the paper")
        path = self.out / name
        self.prompts.files.append(path)
        page.save()
        self.hands.until(path.exists, name)
        pause(60)

    def _newest(self, listing: Any) -> Any:
        """The row that was made last."""
        return max(first_keys(listing, Filter(), 1_000_000))

    def _product(self) -> int:
        """A product of which there is plenty in the first warehouse, without batches to ask for."""
        place = default_warehouse(self.office)
        for key in first_keys(STOCK, Filter(sort="-available"), _CANDIDATES):
            product, warehouse = place_of(key)
            known = goods(self.office, [product])[product]
            if place is not None and warehouse == place.id and not known.asks_batch and not known.asks_expiry:
                return product
        raise Stuck("nothing lies in the first warehouse")


def said(form: FormPage) -> str:
    """The problems that stand in a form."""
    shown = (words.text() for words in form.findChildren(QLabel) if words.isVisible())
    return " / ".join(words for words in shown if words.startswith(SHAPES[Level.BLOCK]))
