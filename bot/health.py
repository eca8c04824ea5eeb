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

    def report(self, subject: str, trouble: str) -> None:
        """Note that *subject* has *trouble*, in place of what was noted before."""
        self._troubles[subject] = trouble

    def clear(self, subject: str) -> None:
        """Note that *subject* is well again."""
        self._troubles.pop(subject, None)
