"""Customer service asks leads whether what was logged about them is so: a sample is drawn, answers are kept (duty 89)."""

from __future__ import annotations

from models.core import audit, numbering
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Done, Office
from models.core.text import N_
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import check_day
from models.leads.inputs import AnswerInput, DrawInput
from models.leads.tables import FollowUpAnswer, FollowUpCheck, FollowUpCheckLine

CHECK_SERIES = numbering.series("lead check", "JH", N_("Numbers of follow-up checks begin with"), period="year")
SEED_LENGTH = 16


def draw_check(office: Office, x: DrawInput) -> Done:
    """Draw a sample of the follow-ups logged in a span. The seed is the journal's head: nobody chooses who is asked about."""
    day, entries = days.business_date(office), queries.checkable(office, x.first, x.last)
    found = check_day(office, day) + rules.check_draw(x)
    if not found and not entries:
        found = [Problem("first", "draw.none", N_("No follow-up was logged in these days, or all were checked before"))]
    require(found)
    with office.command("lead.check", x) as act:
        seed, number = audit.head(office.database)[1][:SEED_LENGTH], numbering.take(act, CHECK_SERIES, day)
        drawn = rules.draw(entries, x.count, seed)
        check = FollowUpCheck.create(number=number, date=day, first=x.first, last=x.last, seed=seed, moment=act.moment, person=act.person)
        FollowUpCheckLine.insert_many([{"check": check.id, "position": place, "entry": entry} for place, entry in enumerate(drawn, 1)]
                                      ).execute()
        act.changed("leads").about(number).note(seed=seed, of=len(entries), drawn=drawn)
    return Done(check.id, number)


def answer_check(office: Office, x: AnswerInput) -> Done:
    """Keep what a lead said when asked, once. Returns the line of the sample."""
    x, found = rules.tidied(x, rules.ANSWER_TEXTS)
    line = FollowUpCheckLine.get_or_none(FollowUpCheckLine.id == x.line_id)
    if line is None:
        raise RuleViolation([Problem("line_id", "check.unknown", N_("There is no such follow-up in a sample"))])
    if FollowUpAnswer.get_or_none(FollowUpAnswer.line == x.line_id) is not None:
        found.append(Problem("line_id", "check.answered", N_("This one was asked about already")))
    require(found + rules.check_answer(x))
    with office.command("lead.answer check", x) as act:
        said = {key: getattr(x, key) for key in rules.QUESTIONS}
        score = rules.score_of(said.values()) if x.score is None else x.score
        FollowUpAnswer.create(line=x.line_id, date=act.today, reached=x.reached, score=score, text=x.text, moment=act.moment,
                              person=act.person, **said)
        act.changed("leads").about(line.check.number)
    return Done(x.line_id, line.check.number)
