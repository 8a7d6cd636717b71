"""Roles, kinds of approval, and who may decide; pure."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.errors import Problem
from models.core.text import N_, halfwidth, has_control
from models.people.inputs import PersonInput

ROLES = {
    "clerk": N_("Sales clerk"), "manager": N_("Manager"), "finance": N_("Finance"), "salesperson": N_("Salesperson"),
    "keeper": N_("Warehouse keeper"), "driver": N_("Driver"), "cashier": N_("Cashier"), "trade": N_("Trade department"),
}
KINDS = {
    "account opening": N_("Account opening"), "off territory": N_("Off-territory sale"), "below minimum price": N_("Below minimum price"),
    "over credit": N_("Over credit"), "overdue": N_("Overdue debts"), "short stock": N_("Short stock"),
    "over contract": N_("Over contract"), "reopen day": N_("Reopening a day"),
    "reopen month": N_("Reopening a month"), "stock adjustment": N_("Stock adjustment"),
    "lost lead": N_("Lost lead"), "clock": N_("Clock set back or ahead"), "write off": N_("Write-off"),
    "offset quota": N_("Over offset quota"), "contract": N_("Contract"),
}

VERBS = {
    "approval.ask": N_("asked for approval"), "approval.grant": N_("approved"), "approval.refuse": N_("refused to approve"),
    "channel.change": N_("changed a channel"), "channel.file": N_("filed a channel"), "channel.refresh": N_("refreshed a channel"),
    "contract.approve": N_("approved a contract"), "contract.attach": N_("attached a file to a contract"),
    "contract.begin": N_("began a contract"), "contract.change": N_("rewrote a contract"), "contract.end": N_("ended a contract early"),
    "contract.event": N_("noted about a contract"), "contract.file": N_("drafted a contract"),
    "contract.finish": N_("finished a contract"), "contract.return": N_("sent a contract back"),
    "contract.review": N_("sent a contract to review"), "contract.supplement": N_("added a supplement to a contract"),
    "contract.template": N_("filed a wording"), "contract.work": N_("noted service performed"),
    "bank.bring_in": N_("brought a bank statement in"), "bank.confirm": N_("received a bank line"),
    "bank.set_aside": N_("set a bank line aside"), "bank.take_up": N_("took a bank line up again"),
    "design.drop": N_("dropped a design of the invoice"), "design.keep": N_("kept a design of the invoice"),
    "design.use": N_("chose the design of invoices"),
    "customers.activate": N_("customer in or out of use"), "customers.ask_opening": N_("asked for an account"),
    "customers.change": N_("changed a customer"), "customers.delete_draft": N_("deleted a customer's draft"),
    "customers.file": N_("filed a customer"), "customers.measure": N_("noted a measure for a customer"),
    "customers.delete_segment": N_("deleted a segment"), "customers.save_segment": N_("saved a segment"),
    "customers.merge": N_("merged customers"), "customers.note": N_("noted about a customer"), "customers.open": N_("opened an account"),
    "customers.open_many": N_("opened accounts"), "customers.refuse_opening": N_("refused an account"),
    "customers.snooze": N_("put a customer's warning off"), "customers.undo_merge": N_("parted merged customers"),
    "customers.receive": N_("received somebody"), "customers.tell_apart": N_("told alike customers apart"),
    "day.close": N_("closed the day"), "day.reopen": N_("reopened days"), "days.calendar": N_("changed the calendar"),
    "days.forget": N_("changed the calendar back"), "delivery.explain": N_("explained a difference"),
    "delivery.failed_trip": N_("recorded a trip for nothing"), "delivery.pick_up": N_("goods left"),
    "delivery.take_back": N_("took goods back"), "delivery.trip_fault": N_("made somebody answer for a trip"),
    "delivery.undo": N_("took a pick-up back"),
    "contract.adopt": N_("approved contracts of a file"), "import.contracts": N_("brought contracts in"),
    "import.customers": N_("brought customers in"), "import.products": N_("brought products in"),
    "import.receivables": N_("brought opening debts in"), "import.undo": N_("undid an import"), "invoice.issue": N_("issued an invoice"),
    "inquiry.answer": N_("answered an inquiry"), "inquiry.drop": N_("put an inquiry aside"), "inquiry.lead": N_("filed who asked"),
    "inquiry.link": N_("found out who asked"), "inquiry.take": N_("took an inquiry"),
    "invoice.red": N_("issued a red-letter invoice"), "invoice.void": N_("voided an invoice"),
    "lead.answer check": N_("checked a follow-up"), "lead.ask loss": N_("asked to give a lead up"), "lead.assign": N_("assigned leads"),
    "lead.change": N_("changed a lead"), "lead.check": N_("drew follow-ups to check"), "lead.convert": N_("converted a lead"),
    "lead.file": N_("filed a lead"), "lead.follow": N_("followed a lead up"), "lead.freeze": N_("froze a lead"),
    "lead.grade owned": N_("graded a customer"), "lead.hand over": N_("handed leads over"), "lead.judge loss": N_("judged a loss"),
    "lead.instruct": N_("told what to do with a lead"), "lead.regrade": N_("graded a lead anew"),
    "lead.lose": N_("gave a lead up"), "lead.merge": N_("merged leads"), "lead.refuse loss": N_("kept a lead alive"),
    "lead.reopen": N_("took a lead up again"), "lead.plan": N_("planned a month's leads"), "lead.plan visit": N_("planned visits"),
    "lead.move visit": N_("moved a planned visit"), "lead.drop visit": N_("dropped a planned visit"),
    "lead.target": N_("set a lead target"), "lead.undo merge": N_("parted merged leads"),
    "lead.visit": N_("logged a visit"), "lead.visitors": N_("counted visitors"), "lead.wake": N_("woke a lead"),
    "liabilities.file": N_("filed a liability"), "liabilities.off_territory": N_("filed an off-territory liability"),
    "liabilities.settle": N_("settled a liability"), "liabilities.unapproved_opening": N_("filed an unapproved opening"),
    "market.change": N_("corrected a market note"), "market.note": N_("noted about the market"), "month.reopen": N_("reopened months"),
    "month.settle": N_("settled the month"), "numbers.lost": N_("noted lost numbers"),
    "paper.print": N_("printed a paper"), "paper.save": N_("saved a paper as PDF"),
    "people.add": N_("filed a person"), "people.change": N_("changed a person"),
    "people.sign_in": N_("signed in"), "price_lists.set": N_("set a price list"), "products.activate": N_("product in or out of use"),
    "products.change": N_("changed a product"), "products.file": N_("filed a product"), "quote.give": N_("gave a quote"),
    "quote.refuse": N_("noted a quote as declined"), "quote.revise": N_("gave a quote anew"),
    "receipts.deposit": N_("banked cash"),
    "receipts.opening": N_("entered opening cash"), "receipts.petty": N_("paid from the drawer"),
    "receipts.refund": N_("paid money back"), "receipts.reverse": N_("took a receipt back"), "receipts.take": N_("took money"),
    "receivables.allocate": N_("used an advance"), "receivables.answer": N_("recorded an answer to a statement"),
    "receivables.resolve": N_("resolved a difference"), "receivables.discount": N_("gave a settlement discount"),
    "receivables.opening": N_("entered an opening debt"), "receivables.release": N_("released an allocation"),
    "receivables.take_up": N_("took up a debt again"), "receivables.transfer": N_("moved a debt to another customer"),
    "receivables.transfer_back": N_("moved a debt back"), "receivables.write_off": N_("wrote a debt off"),
    "sale.redo": N_("voided to write again"), "sale.sell": N_("sold"), "sample.made": N_("made the sample"),
    "einvoice.numbers": N_("recorded numbers of the tax site"), "handover.answer": N_("recorded the answer to a hand-over"),
    "handover.hand_over": N_("handed a period over"),
    "handover.resolve": N_("resolved a difference of a hand-over"), "handover.sign": N_("had a hand-over signed for"),
    "offset.file": N_("filed an offset paper"), "offset.withdraw": N_("withdrew an offset paper"),
    "settings.change": N_("changed settings"), "shift.hand_over": N_("handed the drawer over"), "stock.adjust": N_("adjusted stock"),
    "stock.answer": N_("keeper answered"), "stock.ask": N_("asked the keeper"), "stock.count": N_("began a count"),
    "stock.count_adjust": N_("adjusted after a count"), "stock.count_drop": N_("dropped a count"), "stock.counted": N_("counted"),
    "stock.goods_in": N_("goods came in"), "stock.opening": N_("entered opening stock"), "stock.promise": N_("promised goods"),
    "stock.release_promise": N_("released promised goods"), "stock.warehouse": N_("filed a warehouse"),
    "stock.warehouse_change": N_("changed a warehouse"), "suppliers.file": N_("filed a supplier"),
    "supply_promises.file": N_("filed a supplier's promise"), "talking point.keep": N_("wrote down what to say"),
    "tasks.add": N_("filed a task"), "tasks.change": N_("changed a task"),
    "tasks.done": N_("finished a task"), "tasks.drop": N_("dropped a task"), "tasks.reopen": N_("took a task up again"),
}
"""What the journal calls each command of the office."""


@dataclass(frozen=True)
class Standing:
    """What decides whether somebody may answer: roles, who asked, how many people there are, whether self-approval is set."""

    decider_roles: frozenset[str]
    is_asker: bool
    alone: bool
    self_approval: bool
    decided: bool


def check_person(person: PersonInput) -> list[Problem]:
    """A name without hidden characters and at least one known role."""
    found = []
    if not person.name.strip():
        found.append(Problem("name", "person.name", N_("Enter a name")))
    elif len(person.name) > 40 or has_control(person.name):
        found.append(Problem("name", "person.name", N_("Enter a plain name of at most 40 characters")))
    if not person.roles or person.roles - set(ROLES):
        found.append(Problem("roles", "person.roles", N_("Choose at least one role")))
    if len(halfwidth(person.phone)) > 40 or has_control(person.phone):
        found.append(Problem("phone", "person.phone", N_("Enter a phone number of at most 40 digits")))
    return found


def check_decision(standing: Standing) -> list[Problem]:
    """Only a manager decides, once, and not what she asked for herself, unless the office has one person or allows it."""
    if standing.decided:
        return [Problem("", "approval.decided", N_("This request was answered already"))]
    if standing.is_asker and not (standing.alone or standing.self_approval):
        return [Problem("", "approval.self", N_("Another person must approve what you asked for"))]
    if "manager" not in standing.decider_roles and not standing.alone:
        return [Problem("", "approval.role", N_("Only a manager can approve this"))]
    return []
