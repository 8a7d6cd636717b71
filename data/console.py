"""The office by command line: who acts, the verb, problems as JSON lines, the exit code. Opens no window."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from data.misuse import Misused, check
from models.core.company import LANGUAGE
from models.core.errors import ApprovalNeeded, Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_, _, use_language
from models.people import commands as people
from models.people import queries as crew
from models.people.inputs import PersonInput
from models.people.rules import ROLES
from models.street import has_office, make_office, open_office

FIRST_PERSON = N_("Sales clerk")
DECIDING = frozenset({"approve"})
"""Verbs that a manager does unless told who acts."""
READING = frozenset({"list", "find", "check", "backup"})
"""Verbs that write nothing, not even who is new."""
WITHOUT_OFFICE = frozenset({"restore"})


Papers = Callable[[], ModuleType]
Function = Callable[[Office, Namespace], int]


def function_of(verb: str) -> Function:
    """What a verb does to the office."""
    from data import paper_verbs, verbs

    name = "do_" + verb.replace("-", "_")
    found: Function = getattr(verbs if hasattr(verbs, name) else paper_verbs, name)
    return found


def run_verb(args: Namespace, papers: Papers) -> int:
    """Open the office, let the person act, run the verb; returns the exit code."""
    from data import verbs

    args.papers = papers
    function = function_of(args.verb)
    try:
        check(args)
        if args.verb in WITHOUT_OFFICE:
            return verbs.do_restore(args)
        office = enter(args.folder, args)
        try:
            if args.verb != "sample":
                act_as(office, args.person, args.verb)
            return answered(office, lambda: function(office, args))
        finally:
            office.close()
    except Misused as error:
        print(error.say(), file=sys.stderr)
        return 2


def enter(folder: Path, args: Namespace) -> Office:
    """The office in the folder, made where the verb may make one."""
    if not has_office(folder):
        if not args.makes_office:
            raise Misused(N_("There is no office in {folder} yet; begin with sample or import"), folder=str(folder))
        office = make_office(folder)
        if args.verb != "sample":
            add(office, args.person or _(FIRST_PERSON), {"clerk", "manager"})
    else:
        office = open_office(folder)
    use_language(office.settings[LANGUAGE])
    return office


def add(office: Office, name: str, roles: set[str]) -> None:
    """File a person who is new here. Raises Misused for a name that cannot be one."""
    try:
        people.add_person(office, PersonInput(name, frozenset(roles)))
    except RuleViolation as broken:
        raise Misused(N_("--as: {problem}"), problem=broken.problems[0].say()) from broken


def act_as(office: Office, name: str, verb: str) -> None:
    """Sign in who acts: the one named, else the first manager for decisions, else the first clerk.

    A new name is filed as a clerk and journalled, unless the verb only reads; the first new one who decides, in an office where
    nobody is a manager alone, becomes its manager (there are no passwords yet: who acts is recorded, not proved).
    """
    name = name.strip() or name
    role = "manager" if verb in DECIDING else "clerk"
    if not name:
        name = next(iter(crew.names(office, role) or crew.names(office)), "")
    elif name not in crew.names(office):
        if verb in READING:
            return
        new = "manager" if role == "manager" and not crew.pure_managers(office) else "clerk"
        add(office, name, {new})
        print(_(N_("{name} is new here and was filed as {role}")).format(name=name, role=_(ROLES[new])), file=sys.stderr)
    if name:
        people.sign_in(office, name)


def tell(problem: Problem, **more: object) -> None:
    """One problem as a JSON line on stderr."""
    line = {**more, "field": problem.field, "code": problem.code, "message": problem.say()}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)


def answered(office: Office, run: Callable[[], int], **more: object) -> int:
    """Run; a broken rule becomes JSON lines, a needed approval is filed and named, both exit 1."""
    try:
        return run()
    except RuleViolation as broken:
        for problem in broken.problems:
            tell(problem, **more)
    except ApprovalNeeded as asked:
        ids = people.ask_approval(office, asked)
        for approval, need in zip(ids, asked.needs, strict=True):
            tell(Problem(need.field, "approval.needed", N_("{question} Approval {id} is needed; then run this again"),
                         {"question": need.say(), "id": str(approval)}), approval=approval, kind=need.kind, **more)
    return 1


def show(data: Any) -> None:
    """Data as JSON on stdout."""
    print(json.dumps(data, ensure_ascii=False, indent=1))
