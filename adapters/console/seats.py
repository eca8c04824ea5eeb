"""The people at the terminal: their threads, the choices under what each read last, and words that are wanted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from adapters.directory.file import FileDirectory
from bot.errors import BadInput
from bot.lifecycle import EscalationId, PressKind
from bot.model import ClauseId, Fact, PolicyId, Reply
from bot.people import Address, Person, PersonId, Role, Step
from bot.threads import Thread


@dataclass(frozen=True, kw_only=True, slots=True)
class AskManager:
    """**Ask my manager** under a reply."""

    reply: Reply


@dataclass(frozen=True, kw_only=True, slots=True)
class Settle:
    """An answer to a fact that a clause turns on."""

    fact: Fact
    choice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PressOn:
    """A button of a card."""

    escalation: EscalationId
    kind: PressKind


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCard:
    """A line of a list."""

    escalation: EscalationId


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What one may type as a number or as its label."""

    label: str
    act: AskManager | Settle | PressOn | OpenCard


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A press that waits for its words."""

    press: PressOn
    index: int | None = None


@dataclass
class Seat:
    """One person at the terminal."""

    person: Person
    address: Address
    thread: Thread = field(default_factory=Thread)
    quoted: frozenset[ClauseId] = frozenset()
    choices: tuple[Choice, ...] = ()
    focus: EscalationId | None = None
    wanted: Wanted | None = None

    def chosen(self, text: str) -> Choice | None:
        """Find the choice that *text* names by number or by label; None when it is something else.

        Raises:
            BadInput: a number that is not there.
        """
        if text.isascii() and text.isdigit():
            if not 1 <= int(text[:4]) <= len(self.choices):
                last = len(self.choices)
                raise BadInput(f"choose a number from 1 to {last}" if last else "there is nothing to choose just now")
            return self.choices[int(text) - 1]
        return next((choice for choice in self.choices if plain(choice.label) == plain(text)), None)


class Seats:
    """Everybody of the directory, and who has the keyboard."""

    def __init__(self, people: Sequence[Person], roles: dict[str, Person]) -> None:
        self._seats = {person.id: Seat(person=person, address=person.addresses[0]) for person in people}
        self.roles = roles
        self.current = self._seats[roles["staff"].id]

    @classmethod
    async def of(cls, directory: FileDirectory, policies: Collection[PolicyId]) -> "Seats":
        """Let the first person who has somebody to ask be the staff member.

        Raises:
            BadInput: nobody in the directory has anybody to ask.
        """
        people = directory.people
        for person in people:
            chain = await directory.chain(person.id)
            if chain.steps:
                owners = [step for policy in policies if isinstance(step := await directory.owner(policy), Step)]
                return cls(people, _roles(person, (*chain.steps, *owners)))
        raise BadInput("nobody in the directory has a manager who can be asked; fill in manager_email")

    def __iter__(self) -> Iterator[Seat]:
        return iter(self._seats.values())

    def sit(self, name: str) -> Seat:
        """Hand the keyboard to somebody, by role or by name.

        Raises:
            BadInput: nobody is called that, or several people are.
        """
        self.current = self.called(name)
        return self.current

    def called(self, name: str) -> Seat:
        """Find somebody by role or by name.

        Raises:
            BadInput: nobody is called that, or several people are.
        """
        wanted = plain(name)
        if wanted in self.roles:
            return self._seats[self.roles[wanted].id]
        whole = [seat for seat in self if plain(seat.person.name) == wanted]
        found = whole or [seat for seat in self if wanted and wanted in plain(seat.person.name).split()]
        if len(found) == 1:
            return found[0]
        names = ", ".join(seat.person.name for seat in (found or self))
        what = "several people are called that:" if found else "nobody is called that; there is"
        raise BadInput(f"{what} {names}")

    def name(self, person: PersonId | None) -> str:
        """Name somebody."""
        return self._seats[person].person.name if person in self._seats else "somebody"

    def role_of(self, seat: Seat) -> str:
        """Say which word stands for somebody; empty for nobody in particular."""
        return next((role for role, person in self.roles.items() if person.id == seat.person.id), "")


def plain(text: str) -> str:
    """Fold *text* as labels and names are compared."""
    return " ".join(text.casefold().replace("’", "'").strip(" .!?[]").split())  # noqa: RUF001 - phones type it


def _roles(staff: Person, steps: Sequence[Step]) -> dict[str, Person]:
    roles = {"staff": staff}
    words = {Role.MANAGER: "manager", Role.BACKUP: "backup", Role.POLICY_OWNER: "owner", Role.FALLBACK: "manager"}
    for step in steps:
        roles.setdefault(words.get(step.role, step.role), step.person)
    return roles
