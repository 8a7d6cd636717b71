"""Wordings with blanks: 【customer】 is filled from the file; what is left in brackets is shown as still open (duty 40)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.core.text import LANGUAGES, N_, _, speaking

BLANKS = {
    "us": N_("us"), "our address": N_("our address"), "our phone": N_("our phone"), "our tax number": N_("our tax number"),
    "our bank": N_("our bank"), "customer": N_("customer"), "customer address": N_("customer address"),
    "customer phone": N_("customer phone"), "customer tax number": N_("customer tax number"), "customer bank": N_("customer bank"),
    "number": N_("contract number"), "date": N_("contract date"), "starts": N_("first day"), "ends": N_("last day"),
    "delivery": N_("delivery day"), "total": N_("contract total"), "placed": N_("person placed"), "place": N_("place of work"),
    "salesperson": N_("our salesperson"),
}
"""What may stand in brackets, by key or in the words of any of our languages."""

OPEN = "＿＿＿＿＿＿"
"""What a known blank becomes that nothing is known about: a place to write by hand."""
_BLANK = re.compile(r"【\s*(?P<blank>[^【】\n]{1,40}?)\s*】")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The wording with its blanks filled. values: by keys of BLANKS. Unknown blanks stay as they are, so do brackets within a value."""
    keys = _names()

    def put(found: re.Match[str]) -> str:
        key = keys.get(found["blank"] or "")
        return found[0] if key is None else values.get(key) or OPEN
    return _blanks(values.values(), keys).sub(put, text)


def _blanks(said: Iterable[str], keys: Mapping[str, str]) -> re.Pattern[str]:
    """Blanks, as group "blank"; before them whatever was filled in with brackets of its own, unless that is just what a blank is called."""
    own = sorted((each for each in set(said) if _BLANK.search(each) and not ((whole := _BLANK.fullmatch(each)) and whole["blank"] in keys)),
                 key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, own), _BLANK.pattern]))


def _names() -> dict[str, str]:
    """What a blank may be called, in every language → its key."""
    found = {key: key for key in BLANKS}
    for code, _title in LANGUAGES:
        with speaking(code):
            found.update({_(title): key for key, title in BLANKS.items()})
    return found


def open_blanks(text: str, said: Iterable[str] = ()) -> list[str]:
    """The names of blanks that nobody has filled. said: what was filled in; brackets in it, as of a customer's name, are no blanks."""
    return list(dict.fromkeys(found["blank"] for found in _blanks(said, _names()).finditer(text) if found["blank"]))


STANDARD = {
    "goods": N_(
        "Seller: 【us】\nBuyer: 【customer】\n\nThe parties agree on the following, in good faith and to mutual benefit.\n"
        "1. Goods, specification, quantity, price and total: see the lines of this contract; prices include tax and packing.\n"
        "2. Quality: the national standard and the producer's standard hold. Objections are raised in writing within 7 days of receipt.\n"
        "3. Delivery: by 【delivery】; the buyer collects or the seller delivers to 【customer address】, carriage as agreed for each load.\n"
        "4. Acceptance: quantity is checked on receipt and signed for; goods without objection count as accepted.\n"
        "5. Payment: by the instalments of this contract. Account: 【our bank】.\n"
        "6. Breach: who delivers or pays late owes 0.05 % of the amount concerned for each day, at most 10 %.\n"
        "7. Force majeure: the party concerned tells the other within 3 days and proves it; performance is then put off.\n"
        "8. Disputes are settled by talks; failing that, by the court at the seller's seat.\n"
        "9. Changes and additions are made by numbered supplements, which have the same force.\n"
        "10. Two copies, one for each party; in force once signed and sealed by both, until 【ends】."),
    "service": N_(
        "Party A (customer): 【customer】\nParty B (service): 【us】\n\nParty B places staff with party A on these terms.\n"
        "1. Person placed: 【placed】. Place of work: 【place】. Period: from 【starts】 to 【ends】.\n"
        "2. Service and fee: see the lines of this contract.\n"
        "3. Party B has checked identity, health certificate and training of the person placed and shows them on request.\n"
        "4. Party A offers meals, lodging and safe conditions of work, and rest as agreed.\n"
        "5. If the person cannot go on, party B sends another within 3 days; days not served are not paid for.\n"
        "6. Payment: by the instalments of this contract. A deposit counts towards the fee.\n"
        "7. Who ends the contract early says so 3 days ahead and settles for the days served.\n"
        "8. Damage is borne by whoever caused it; party B insures the person placed.\n"
        "9. Disputes are settled by talks; failing that, by the court where the service is done.\n"
        "10. Two copies, one for each party, in force once signed by both."),
    "framework": N_(
        "Seller: 【us】\nBuyer: 【customer】\n\nThis agreement holds for all orders from 【starts】 to 【ends】.\n"
        "1. Goods and prices: see the lines; what is not listed goes at the price list of the day.\n"
        "2. Each order says goods, quantity and place of delivery; the seller confirms it within a day.\n"
        "3. Quality: the national standard and the producer's standard hold.\n"
        "4. Payment: by the credit terms in the buyer's file; the seller sends a statement each month, which is answered within 5 days.\n"
        "5. When costs move by more than 5 %, prices are agreed anew by a supplement.\n"
        "6. Breach: who delivers or pays late owes 0.05 % of the amount concerned for each day, at most 10 %.\n"
        "7. Disputes are settled by talks; failing that, by the court at the seller's seat.\n"
        "8. Two copies, one for each party, in force once signed and sealed by both."),
}
"""The wordings the office starts with; it files its own beside them."""
