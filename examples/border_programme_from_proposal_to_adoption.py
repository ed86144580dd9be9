# %% [markdown]
# # From the first proposal to adoption: the border programme
#
# The targeted interstate programme for strengthening the Tajik-Afghan border was asked for in 2013 and approved in 2024. The
# record of the programme keeps each step with its date, as precisely as it is known, and its sources.

# %%
import builtins
from collections.abc import Callable

import csto

show: Callable[[object], object] = getattr(builtins, "display", print)  # tables in a notebook, text in a terminal
programme = csto.programme("targeted-interstate-programme-tajik-afghan-border")
show(programme)

# %% [markdown]
# ## The steps

# %%
for step in programme.milestones:
    when = f"{step.period or step.date}{' (planned)' if step.planned else ''}"
    print(f"{when:26} {step.kind:15} {step.about}")

# %% [markdown]
# ## How long it took
#
# Two dates known to the day make a length in days, both counted in; with a month or a year alone there is none, and none is
# made up.

# %%


def first(kind: csto.MilestoneKind) -> csto.Milestone:
    """The first step of a kind that was made, not only planned."""
    return next(step for step in programme.milestones if step.kind == kind and not step.planned)


kinds = csto.MilestoneKind
for start, end in (
    (kinds.PROPOSAL, kinds.DECISION),
    (kinds.DECISION, kinds.ADOPTION),
    (kinds.PROPOSAL, kinds.ADOPTION),
    (kinds.ADOPTION, kinds.IMPLEMENTATION),
):
    span = csto.Period(first(start).date, first(end).date)
    print(f"from {start} to {end}: {span}, {span.days} days")
# the steps stand in order already; comparing a month that is uncertain with a day would be refused: nobody knows which is first
before = programme.milestones.index(first(kinds.PROPOSAL))
print(f"steps on record before the proposal: {before}, the first in {programme.milestones[0].date.year}")

# %%
try:
    show(csto.timeline(programme))
except csto.MissingExtraError as missing:
    print(missing)

# %% [markdown]
# ## Through which bodies it went

# %%
for step in programme.milestones:
    if step.meeting is not None:
        bodies = ", ".join(body.abbreviation or body.name for body in step.meeting.bodies)
        where = step.meeting.city or step.meeting.format or "place not told"
        print(f"{step.date}: {bodies}, {where}: {step.kind}")

# %% [markdown]
# ## The session that adopted it
#
# What else did it adopt, and is that all? The dataset knows how many documents the session is reported to have adopted.

# %%
session = first(kinds.ADOPTION).meeting
assert session is not None
documents = csto.documents_adopted(session)
print(
    f"{session.id}: {len(documents)} documents on record, {documents.reported} reported, complete: {documents.complete}"
)
for document in documents:
    print(f"  {document.kind}: {document.title} ({document.wording} title)")

# %% [markdown]
# ## What is disputed, and what to mind

# %%
for dispute in programme.disputes:
    by = ", ".join(citation.source.publisher for citation in dispute.citations)
    print(f"{dispute.field}: {dispute.value} according to {by}. {dispute.about or ''}")
print(programme.notes)
weak = sum(len(step.citations) < 2 for step in programme.milestones)
print(
    f"{weak} of {len(programme.milestones)} steps rest on a single source; confidence of the record: {programme.confidence}"
)

# %% [markdown]
# ## Sources

# %%
for kind in (kinds.PROPOSAL, kinds.DECISION, kinds.ADOPTION):
    for citation in first(kind).citations:
        source = citation.source
        print(f"{kind}, {first(kind).date}: {source.publisher}, {source.title}, {source.url}")
print(csto.cite())
