"""What a real Discord, or a strict reviewer, would hold against the bot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    rule: str
    detail: str
    call: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}" + (f" ({self.call})" if self.call else "")


class Violations(list[Violation]):
    """Every breach, in the order it happened."""

    def note(self, rule: str, detail: str, call: str = "") -> None:
        self.append(Violation(rule, detail, call))

    def take(self, rule: str) -> list[Violation]:
        """Remove and return the breaches of *rule*: a test that expected them says so."""
        taken = [violation for violation in self if violation.rule == rule]
        self[:] = [violation for violation in self if violation.rule != rule]
        return taken
