"""What is wrong with a request body, and where: Discord's tree of `_errors`."""

from collections.abc import Collection
from dataclasses import dataclass

from tests.discord_server.errors import JsonObject, Refused

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FormFault:
    path: Path
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}[{self.code}]: {self.message}"


class FormFaults:
    """Collects every fault of one body."""

    def __init__(self) -> None:
        self.found: list[FormFault] = []

    def add(self, path: Path, code: str, message: str) -> None:
        self.found.append(FormFault(path, code, message))

    def tree(self) -> JsonObject:
        root: JsonObject = {}
        for fault in self.found:
            node = root
            for step in fault.path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
        return root

    def refuse(self) -> None:
        """Raise 50035 if anything was found."""
        if self.found:
            raise Refused(400, 50035, "Invalid Form Body", self.tree())

    def text(self, holder: JsonObject, key: str, at: Path, size: tuple[int, int], *, needed: bool = False) -> None:
        """Check one string: its type, its presence, its length."""
        value, (low, high) = holder.get(key), size
        if value is None:
            if needed:
                self.add((*at, key), "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.add((*at, key), "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif low and not low <= len(value) <= high:
            self.add((*at, key), "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        elif len(value) > high:
            self.add((*at, key), "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")

    def number(self, holder: JsonObject, key: str, at: Path, size: tuple[int, int]) -> None:
        """Check one whole number, if it is there."""
        value, (low, high) = holder.get(key), size
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool):
            self.add((*at, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value > high:
            self.add((*at, key), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        elif value < low:
            self.add((*at, key), "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")

    def items(self, holder: JsonObject, key: str, at: Path, size: tuple[int, int]) -> list[JsonObject]:
        """Check one list and hand out the objects in it."""
        value, (low, high) = holder.get(key), size
        if value is None and not low:
            return []
        if not isinstance(value, list):
            self.add((*at, key), "BASE_TYPE_REQUIRED", "This field is required")
            return []
        if not low <= len(value) <= high:
            long = f"Must be {high} or fewer in length."
            both = f"Must be between {low} and {high} in length."
            self.add((*at, key), *(("BASE_TYPE_BAD_LENGTH", both) if low else ("BASE_TYPE_MAX_LENGTH", long)))
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                self.add((*at, key, index), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return [item for item in value if isinstance(item, dict)]

    def kind(self, thing: JsonObject, at: Path, allowed: Collection[int]) -> bool:
        """Check a component's or option's type against the types this place takes."""
        if thing.get("type") in allowed:
            return True
        choices = ", ".join(map(str, sorted(allowed)))
        choices += "," if len(allowed) == 1 else ""
        self.add(at, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({choices}).')
        return False
