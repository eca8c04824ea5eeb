"""What is wrong just now, by subject, as `signpost doctor` and the health endpoint show it."""

from collections.abc import Mapping


class Health:
    """Red while any subject has trouble; the words hold ids and platforms' own error words, never text."""

    def __init__(self) -> None:
        self._troubles: dict[str, str] = {}

    @property
    def red(self) -> bool:
        """Whether somebody must look."""
        return bool(self._troubles)

    @property
    def troubles(self) -> Mapping[str, str]:
        """What is wrong with each subject."""
        return dict(self._troubles)

    def tell(self, subject: str, trouble: str) -> None:
        """Note what *trouble* there is with *subject*, in place of what was noted before; empty: it is well."""
        if trouble:
            self._troubles[subject] = trouble
        else:
            self._troubles.pop(subject, None)
