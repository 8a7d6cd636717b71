"""Keep, choose and drop designs of the sales note; keep the pictures they name."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.designs import queries
from models.designs.inputs import DesignInput
from models.designs.rules import MOST_DESIGNS, MOST_FORM, MOST_NAME, Picture, check_design_input, cleaned_design, picture_of, written_design
from models.designs.tables import DesignPicture, PaperDesign


def keep_design(office: Office, x: DesignInput, pictures: Iterable[bytes] = ()) -> Done:
    """Keep a design under its name, in place of the one of that name, with the pictures that are new. Raises RuleViolation."""
    require(check_design_input(x))
    name, design, brought = clean(x.name, "name", MOST_NAME), cleaned_design(x.design), [picture_of(each, MOST_FORM) for each in pictures]
    there = {picture.sha256 for picture in brought} | set(queries.pictures_of(design))
    require(Problem(role, "picture.gone", N_("The picture is gone; choose it again")) for role in ("logo", "form")
            if getattr(design, role) and getattr(design, role) not in there)
    paper = x.stock.paper
    with office.command("design.keep", {"paper": paper, "name": name, "usual": x.usual, "design": design}) as act:
        row = PaperDesign.get_or_none(PaperDesign.paper == paper, PaperDesign.name == name)
        if row is None and len(queries.designs(paper)) >= MOST_DESIGNS:
            raise RuleViolation([Problem("name", "design.many", N_("There are {most} designs; delete one first"), {"most": MOST_DESIGNS})])
        facts = {"content": written_design(name, paper, design), "person": act.person, "moment": act.moment}
        if row is None:
            made = int(PaperDesign.insert(paper=paper, name=name, **facts).execute())
        else:
            made = row.id
            PaperDesign.update(facts).where(PaperDesign.id == made).execute()
        _keep_pictures(act, brought)
        if x.usual or queries.usual_design(paper) == name:
            _choose(paper, name if x.usual else "")
        _drop_unused()
        act.changed("designs").about(name)
    return Done(made, name)


def use_design(office: Office, paper: str, name: str) -> Done:
    """From now on notes on this paper come out in this design; "" is the standard one. Raises RuleViolation for a name there is not."""
    queries.design_named(paper, name)
    with office.command("design.use", {"paper": paper, "name": name}) as act:
        _choose(paper, name)
        act.changed("designs").about(name)
    return Done(0, name)


def drop_design(office: Office, paper: str, name: str) -> Done:
    """Drop a design; were it the usual one, notes come out in the standard one again. Raises RuleViolation for a name there is not."""
    queries.design_named(paper, name)
    with office.command("design.drop", {"paper": paper, "name": name}) as act:
        PaperDesign.delete().where(PaperDesign.paper == paper, PaperDesign.name == name).execute()
        _drop_unused()
        act.changed("designs").about(name)
    return Done(0, name)


def _choose(paper: str, name: str) -> None:
    PaperDesign.update(usual=False).where(PaperDesign.paper == paper, PaperDesign.usual == 1).execute()
    PaperDesign.update(usual=True).where(PaperDesign.paper == paper, PaperDesign.name == name).execute()


def _keep_pictures(act: Act, brought: Iterable[Picture]) -> None:
    """Those that are not kept yet; the journal says which."""
    new = {picture.sha256: picture for picture in brought if not queries.picture(picture.sha256)}
    for digest, picture in new.items():
        DesignPicture.insert(sha256=digest, width=picture.width, height=picture.height,
                             base64=base64.b64encode(picture.data).decode("ascii")).execute()
    if new:
        act.note(pictures=list(new))


def _drop_unused() -> None:
    """Pictures that no design names any more go: what a paper showed is not kept by its design."""
    named = " ".join(row.content for row in PaperDesign.select(PaperDesign.content))
    for row in DesignPicture.select(DesignPicture.sha256):
        if row.sha256 not in named:
            DesignPicture.delete().where(DesignPicture.sha256 == row.sha256).execute()
