"""What a clause says of the thing asked about: its modality and the question's form → a verdict (ADR 0006)."""

from bot.judging.forms import Asked, Form
from bot.model import Verdict
from bot.policies.model import Clause, Modality


def read_verdict(clause: Clause, owners: Verdict | None, asked: Asked, *, failed: bool) -> Verdict:
    """Read the verdict of *clause* for the question *asked*.

    *owners* is the policy owner's own reading, where guidance gives one; *failed* says that the clause's condition is
    known not to be met.
    """
    describing = asked.form is Form.INFORMATION and clause.modality is not Modality.MUST_NOT
    if asked.consequences or asked.enquires or describing:
        return Verdict.INFORMATIONAL
    if failed and (clause.condition or clause.modality is Modality.MUST_NOT):
        return Verdict.PROHIBITED
    verdict = owners or _by_modality(clause)
    duty = asked.form is Form.DUTY and clause.modality is not Modality.MUST_NOT
    return Verdict.REQUIRED if duty and verdict is Verdict.ALLOWED_IF else verdict


def describes(clause: Clause) -> bool:
    """Tell whether *clause* only describes: it neither rules nor makes a condition."""
    return clause.modality in (Modality.WILL, Modality.DESCRIBES) and not clause.condition


def _by_modality(clause: Clause) -> Verdict:
    match clause.modality:
        case Modality.MUST | Modality.SHOULD:
            return Verdict.ALLOWED_IF
        case _ if clause.condition:
            return Verdict.ALLOWED_IF
        case Modality.MUST_NOT:
            return Verdict.PROHIBITED
        case Modality.MAY:
            return Verdict.ALLOWED
        case Modality.WILL | Modality.DESCRIBES:
            return Verdict.INFORMATIONAL
