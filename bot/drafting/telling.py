"""A checked draft in plain words, complete for a screen reader; the policy's words quoted."""

from collections.abc import Iterator, Sequence

from bot.findings import Checked, Finding
from bot.policies.drafts import DraftWording
from bot.wording import quoted

MOST = 12
"""Findings that are shown; a draft with more is not helped by more."""
LONGEST = 160
"""Characters of a draft that are shown with a finding: enough to know the place by."""


class DraftTelling:
    """Words what was found by one library's `drafts.toml`."""

    def __init__(self, says: DraftWording) -> None:
        """Take the sentences *says*."""
        self.says = says

    def plain(self, checked: Checked, signpost: str = "") -> str:
        """Write all of it; *signpost* says whom to turn to where it is a sensitive matter."""
        return "\n\n".join(filter(None, (*self._first(checked, signpost), self.opening(checked), *self._rest(checked))))

    def opening(self, checked: Checked) -> str:
        """Say in one sentence what came of it; never that it is fine."""
        return self.says.found if checked.findings else self.says.nothing

    def shown(self, checked: Checked) -> Sequence[Finding]:
        """Return the findings that are shown, the strongest first."""
        return checked.findings[:MOST]

    def more(self, checked: Checked) -> str:
        """Say how many are not shown; empty where all are."""
        left = len(checked.findings) - MOST
        return self.says.more.format(count=left) if left > 0 else ""

    def headline(self, finding: Finding) -> str:
        """Say what the words do."""
        return f"{_seen(finding.words) or self.says.attached} {finding.says}"

    def settles(self, finding: Finding) -> str:
        """Say what would settle it."""
        return self.says.settles.format(settles=finding.settles)

    def limits(self, checked: Checked) -> str:
        """Say what the check cannot see."""
        return "\n".join((self.says.cannot_see, *(f"• {limit}" for limit in checked.cannot_see)))

    def for_manager(self, checked: Checked) -> str:
        """Say in one sentence what was found, for whoever reads the draft next."""
        kinds = dict.fromkeys(self.headline(finding) for finding in self.shown(checked))
        if not kinds:
            return self.says.manager_nothing
        return self.says.manager_finding.format(kinds="; ".join(kinds))

    def _first(self, checked: Checked, signpost: str) -> Iterator[str]:
        if checked.lane is not None:
            yield self.says.lane_first
            yield signpost

    def _rest(self, checked: Checked) -> Iterator[str]:
        for finding in self.shown(checked):
            yield "\n".join((self.headline(finding), quoted(finding.citation), self.settles(finding)))
        yield self.more(checked)
        yield self.limits(checked)


def _seen(words: str) -> str:
    """Quote what can be seen of *words*, on one line; of many words the first."""
    seen = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    if len(seen) > LONGEST:
        seen = f"{seen[:LONGEST].rpartition(' ')[0] or seen[:LONGEST]}…"
    return f"“{seen}”" if seen else ""
