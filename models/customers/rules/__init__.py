"""What makes a customer's file right, and an account open; pure."""

from models.customers.rules.birthdays import birthday_after, signs_of
from models.customers.rules.files import (ADDRESS, CONTACT, KINDS, LICENCE, LIKENESSES, MERGE, MOST_DAYS, NOTE, NOTES, SERVED,
                                          TEXTS, Filed, check_customer, check_merge, check_note, check_segment, doubts, likenesses,
                                          no_customer, sound_of, undo_in_time)
from models.customers.rules.numbers import (LOCAL, SHORT_TAIL, normal_number, normal_phone, phone_is_plausible, phone_text,
                                            phones_of, tax_number_is_valid)
from models.customers.rules.opening import (EXPIRED_LICENCE, LICENCE_DAYS, OPENINGS, STEPS, TERRITORIES, check_step, expired, gaps_of,
                                            licence_problems, place_doubts, territories_of, territory_lines)
from models.customers.rules.reception import RECEPTION, WAYS, check_reception
from models.customers.rules.warnings import (ENDING, MEASURE, MOST_SNOOZE, OUTCOMES, SNOOZE, Answer, Answers, check_measure,
                                             check_snooze)

__all__ = [
    "ADDRESS", "Answer", "Answers", "CONTACT", "ENDING", "EXPIRED_LICENCE", "Filed", "KINDS", "LICENCE", "LICENCE_DAYS", "LIKENESSES",
    "LOCAL", "MEASURE", "MERGE", "MOST_DAYS", "MOST_SNOOZE", "NOTE", "NOTES", "OPENINGS", "OUTCOMES", "RECEPTION", "SERVED",
    "SHORT_TAIL", "SNOOZE", "STEPS", "TERRITORIES", "TEXTS", "WAYS", "birthday_after", "check_customer", "check_measure",
    "check_merge", "check_note", "check_reception", "check_segment", "check_snooze", "check_step", "doubts", "expired", "gaps_of",
    "licence_problems", "likenesses", "no_customer", "normal_number", "normal_phone", "phone_is_plausible", "phone_text", "phones_of",
    "place_doubts", "signs_of", "sound_of", "tax_number_is_valid", "territories_of", "territory_lines", "undo_in_time",
]
