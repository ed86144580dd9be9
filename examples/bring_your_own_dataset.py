# %% [markdown]
# # Bring your own dataset
#
# The classes of the library hold any record of the same form. A dataset of your own is built from records, checked through and
# through, merged with the bundled one, saved to a file and read again. Ruritania, its city and its seminar are invented here,
# so that nobody takes them for facts.

# %%
import tempfile
from pathlib import Path

import csto

notes = csto.Source(
    id=csto.SourceId("my-notes"), title="Notes from the archive", publisher="Me", tier=csto.SourceTier.OTHER
)
said_there = (csto.Citation(source_id=csto.SourceId("my-notes"), locator="page 3"),)
ruritania = csto.MemberState(
    id=csto.StateId("xr"),
    name="Ruritania",
    names=(csto.Name(text="Руритания", language="ru"),),
    citations=said_there,
)
zenda = csto.City(id=csto.CityId("zenda"), name="Zenda", country_id=csto.StateId("xr"), citations=said_there)
seminar = csto.Event(
    id=csto.EventId("2021-10-zenda-seminar"),
    kind=csto.EventKind.CONFERENCE,
    title="Seminar on collective security in Zenda",
    date=csto.PartialDate("2021-10"),  # the notes tell the month, not the day
    period=csto.Period("2021-10"),
    city="Zenda",
    country_id=csto.StateId("xr"),
    state_ids=(csto.StateId("xr"),),
    citations=said_there,
    confidence=csto.Confidence.LOW,
)
mine = csto.Dataset(
    states=[ruritania], cities=[zenda], events=[seminar], sources=[notes], version="my-notes-1", as_of="2021-12-31"
)
print(mine, mine.events().ids)

# %% [markdown]
# ## What is wrong is said, all of it at once
#
# A dataset that does not hold together is never built. The error lists every problem with its path.

# %%
lost = csto.Event(
    id=csto.EventId("2021-10-02-lost-seminar"),
    kind=csto.EventKind.CONFERENCE,
    title="A seminar in a state that is not there",
    date=csto.PartialDate("2021-10-02"),
    period=csto.Period("2021-10-02"),
    country_id=csto.StateId("xx"),
    citations=(),
)
try:
    csto.Dataset(states=[ruritania], cities=[zenda], events=[seminar, lost], sources=[notes])
except csto.DatasetError as error:
    for problem in error.problems:
        print("problem:", problem)

# %% [markdown]
# ## Merged with the bundled one
#
# Every question works on the whole. Neither dataset is changed: `merge` gives a new one, whose version names both.

# %%
both = csto.dataset().merge(mine)
print(both.version)
print(both.events(state="Руритания").one().title)
print([hit.record.id for hit in both.search("seminar Zenda 2021").hits[:1]])
print([turn.state.name for turn in both.who_chaired("2021-10")], "in the chair at that time")

# %% [markdown]
# A record that stands in both must be equal in both, unless you say whose to keep.

# %%
other = mine.replace(
    states=[csto.MemberState(id=csto.StateId("xr"), name="Kingdom of Ruritania", citations=said_there)]
)
try:
    both.merge(other)
except csto.DatasetError as error:
    print("problem:", error.problems[0])
print(both.merge(other, prefer="other").state("xr").name)

# %% [markdown]
# ## Saved and read again
#
# The same bytes for equal datasets, and the same checks when a file is read. A file that was changed by hand and no longer
# holds together is refused with the same list.

# %%
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "mine.json"
    mine.to_json(file)
    again = csto.Dataset.from_json(file)
    print("read again, equal:", again == mine)
    file.write_text(file.read_text(encoding="utf-8").replace('"2021-10"', '"2021-13"'), encoding="utf-8")
    try:
        csto.Dataset.from_json(file)
    except csto.DatasetError as error:
        for problem in error.problems:
            print("problem:", problem)

# %% [markdown]
# ## What rests on what
#
# Your records carry their sources and their confidence, as all others do, and the coverage counts them.

# %%
print(both.why(both.event("2021-10-zenda-seminar")))
print(
    both.coverage().kinds["event"].records - csto.coverage().kinds["event"].records,
    "event more than in the bundled one",
)
print(csto.cite())
