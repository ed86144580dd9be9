# %% [markdown]
# # Who chaired the Collective Security Council, and for how long
#
# The chair of the Council passed from session to session until the end of 2023, and passes with the calendar year since. A
# turn is kept as the organization counted it; where a source counts otherwise, the other count is kept as a dispute. A day
# of handover belongs to both turns and is counted in both.

# %%
import builtins
from collections import Counter
from collections.abc import Callable

import csto

show: Callable[[object], object] = getattr(builtins, "display", print)  # tables in a notebook, text in a terminal
turns = csto.chairmanships()
show(turns)

# %% [markdown]
# ## The days
#
# `Period.days` is a number only where both ends are known to the day. The turn that goes on is counted up to the day to which
# the data reach (`as_of`), never up to today; a turn whose start no source tells has no length, and none is made up for it.

# %%
as_of = csto.dataset().as_of or csto.PartialDate("2026")


def goes_on(turn: csto.Chairmanship) -> bool:
    """Whether a turn reaches beyond the data."""
    return turn.period.last > as_of.last


def days_of(turn: csto.Chairmanship) -> int | None:
    """How long a turn lasted, or has lasted so far."""
    return csto.Period(turn.period.start or "", as_of).days if goes_on(turn) else turn.period.days


for turn in turns:
    length = days_of(turn)
    so_far = " so far" if goes_on(turn) else ""
    doubt = "" if turn.confidence == "high" else f", confidence {turn.confidence}"
    said = "not known" if length is None else f"{length} days{so_far}"
    print(f"{turn.period!s:24} {turn.state.name:11} {turn.person.name:22} {said}{doubt}")

# %% [markdown]
# ## By state

# %%
total: Counter[str] = Counter()
times: Counter[str] = Counter()
unknown: Counter[str] = Counter()
for turn in turns:
    length = days_of(turn)
    times[turn.state.name] += 1
    total[turn.state.name] += length or 0
    unknown[turn.state.name] += length is None
for state, count in total.most_common():
    more = " and a turn of unknown length" if unknown[state] else ""
    print(f"{state:11} {times[state]} turns, {count:5} days{more}  {'#' * (count // 60)}")

# %% [markdown]
# ## As a picture
#
# Needs `csto[plot]`; without it the sentence says how to get it.

# %%
try:
    show(turns.timeline())
except csto.MissingExtraError as missing:
    print(missing)

# %% [markdown]
# ## What is disputed, and what is not known

# %%
for turn in turns:
    for dispute in turn.disputes:
        by = ", ".join(citation.source.publisher for citation in dispute.citations)
        print(f"{turn.state.name}, {turn.period}: {dispute.field} {dispute.value} according to {by}")
for gap in csto.coverage().gaps.where(lambda gap: gap.of == "chairmanship" and gap.body_id == "csc"):
    print(f"not known, {gap.period}: {gap.about}")

# %% [markdown]
# ## Sources

# %%
for turn in turns:
    best = csto.why(turn).sources[0]
    print(f"{turn.period.start or turn.period}, {turn.state.name}: {best.publisher}, {best.title}, {best.url}")
print(csto.cite())
