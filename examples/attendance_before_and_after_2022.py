# %% [markdown]
# # Attendance at the sessions of the Council, before and after 2022
#
# Who came to the sessions of the Collective Security Council, who joined by video, who sent somebody else, who stayed away?
# And of whom does no source tell? The last two are different things: a list of names that is silent about a state does not
# show that it was absent.

# %%
import builtins
from collections import Counter
from collections.abc import Callable

import csto

show: Callable[[object], object] = getattr(builtins, "display", print)  # tables in a notebook, text in a terminal
since_the_charter = csto.meetings(body="csc", between=("2003-09-18", csto.dataset().as_of or "2026"))
sessions = since_the_charter.where(lambda session: session.session != "informal")
before = sessions.where(lambda session: session.date.year < 2022)
after = sessions - before
print(f"sessions since the Charter entered into force: {len(before)} until the end of 2021, {len(after)} since 2022")
print(f"left out: {len(since_the_charter) - len(sessions)} informal meetings")

# %% [markdown]
# ## One answer for each state and session
#
# `Attendance.standing` tells the head of state from a substitute and from guests, `Attendance.mode` how they were there. The
# states asked about are those that were members on that day, as the dataset has it (`csto.members(on=...)`).

# %%
ANSWERS = ("in person", "by video", "sent another", "stayed away", "not told")


def answer_of(session: csto.Meeting, state: csto.MemberState) -> str:
    """How a state was at a session."""
    rows = [row for row in session.attendance if row.state_id == state.id]
    if any(row.standing == "substitute" for row in rows) or any(row.mode == "represented" for row in rows):
        return "sent another"
    modes = {row.mode for row in rows if row.standing == "member"}
    if csto.AttendanceMode.IN_PERSON in modes:
        return "in person"
    if csto.AttendanceMode.REMOTE in modes:
        return "by video"
    return "stayed away" if csto.AttendanceMode.ABSENT in modes else "not told"


def count(some: csto.Records[csto.Meeting]) -> dict[str, Counter[str]]:
    """For each state how many sessions have each answer."""
    found: dict[str, Counter[str]] = {}
    for session in some:
        for state in csto.members(on=session.date):
            found.setdefault(state.name, Counter())[answer_of(session, state)] += 1
    return found


for label, some in (("until the end of 2021", before), ("since 2022", after)):
    print(f"\n{label:22}" + "".join(f"{answer:>14}" for answer in ANSWERS))
    for name, row in sorted(count(some).items()):
        print(f"{name:22}" + "".join(f"{row[answer] or '-':>14}" for answer in ANSWERS))

# %% [markdown]
# ## Session by session since 2020
#
# Video did not come with 2022: it came with the pandemic. So the mode of a session says little by itself; who stays away when
# the others sit together says more.

# %%
for session in sessions.where(lambda session: session.date.year >= 2020):
    answers = {state.name: answer_of(session, state) for state in csto.members(on=session.date)}
    others = [f"{name} {answer}" for name, answer in answers.items() if answer != "in person"]
    how = f"{session.session or 'session'}, {session.format or 'format not told'}"
    print(f"{session.date} {how}: {'; '.join(others) or 'all in person'}")

# %%
try:
    show(sessions.timeline(show="attendance"))
except csto.MissingExtraError as missing:
    print(missing)

# %% [markdown]
# ## Armenia: a member that does not take part
#
# Being a member and taking part are two things. The dataset keeps both, each with its sources.

# %%
armenia = csto.state("am")
for membership in csto.memberships(state=armenia, status="member"):
    print(f"{membership.period}: {membership.status} of the {membership.of}, participation {membership.participation}")

# %% [markdown]
# ## What is disputed, and what is missing

# %%
for session in sessions:
    for dispute in session.disputes:
        if dispute.field == "attendance":
            print(f"{session.date}: elsewhere {dispute.value!r}. {dispute.about or ''}")
for gap in csto.coverage().gaps.where(lambda gap: gap.of == "meeting" and gap.body_id == "csc"):
    print(f"known to be missing, {gap.period}: {gap.about}")

# %% [markdown]
# ## Sources

# %%
for session in after:
    sources = csto.why(session, "attendance").sources or csto.why(session).sources
    print(f"{session.date}: {sources[0].publisher}, {sources[0].title}, {sources[0].url}")
print(csto.cite())
