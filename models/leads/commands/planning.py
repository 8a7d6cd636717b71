"""Count who came, and say what each salesperson means to reach: what the rates and the plan are measured by."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Done, Office
from models.days import queries as days
from models.leads import rules
from models.leads.commands.log import check_day, check_salesperson
from models.leads.inputs import PlanInput, TargetInput, VisitorsInput
from models.leads.tables import LeadTarget, Visitors


def count_visitors(office: Office, x: VisitorsInput) -> Done:
    """Say how many came on a day from a source to a salesperson; said again, the number is replaced (duty 85)."""
    day = x.date or days.business_date(office)
    require(check_day(office, day) + rules.check_visitors(x) + check_salesperson(office, x.salesperson_id))
    with office.command("lead.visitors", x) as act:
        whose = Visitors.salesperson.is_null() if x.salesperson_id is None else Visitors.salesperson == x.salesperson_id
        row = Visitors.get_or_none(Visitors.date == day, Visitors.source == x.source, whose)
        if row is None:
            row = Visitors.create(date=day, source=x.source, salesperson=x.salesperson_id, count=x.count, person=act.person)
        else:
            Visitors.update(count=x.count, person=act.person).where(Visitors.id == row.id).execute()
        act.changed("leads").about(day.isoformat())
    return Done(row.id, day.isoformat())


def set_target(office: Office, x: TargetInput) -> Done:
    """Say what a salesperson means to reach in a month; said again, it is replaced (duty 84)."""
    month = x.month.replace(day=1)
    require(rules.check_target(x) + check_salesperson(office, x.salesperson_id))
    with office.command("lead.target", x) as act:
        row = LeadTarget.get_or_none(LeadTarget.month == month, LeadTarget.salesperson == x.salesperson_id, LeadTarget.source == x.source)
        if row is None:
            row = LeadTarget.create(month=month, salesperson=x.salesperson_id, source=x.source, filed=x.filed, ordered=x.ordered,
                                    person=act.person)
        else:
            LeadTarget.update(filed=x.filed, ordered=x.ordered, person=act.person).where(LeadTarget.id == row.id).execute()
        act.changed("leads").about(f"{month:%Y-%m}")
    return Done(row.id, f"{month:%Y-%m}")


def plan_month(office: Office, x: PlanInput) -> Done:
    """Set a month's plan as a whole: what stood before and is not among the lines goes (duty 84)."""
    month = x.month.replace(day=1)
    require(rules.check_plan(x) + [problem for line in x.lines for problem in check_salesperson(office, line.salesperson_id)])
    with office.command("lead.plan", x) as act:
        LeadTarget.delete().where(LeadTarget.month == month).execute()
        for line in x.lines:
            LeadTarget.create(month=month, salesperson=line.salesperson_id, source=line.source, filed=line.filed, ordered=line.ordered,
                              person=act.person)
        act.changed("leads").about(f"{month:%Y-%m}")
    return Done(len(x.lines), f"{month:%Y-%m}")
