"""The main job in one page: who chaired, what was adopted, who was there, how things stood on a day, and who says so."""

from __future__ import annotations

import csto


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}")


heading("Who chaired the Collective Security Council, year by year")
as_of = (
    csto.dataset().as_of
)  # the day to which the data reach; questions are answered as of that day, never as of today
for year in range(2002, as_of.year + 1 if as_of else 2027):
    turns = csto.chairmanships(year=year)
    print(year, "; ".join(f"{turn.state.name} ({turn.person.name}), {turn.period}" for turn in turns) or "not known")

heading("What the session of 16 September 2021 adopted")
session = csto.meeting("csc-2021-09-16")
documents = csto.documents_adopted(session)
for document in documents:
    print(f"{document.kind}: {document.title} ({document.wording} title)")
print(f"{len(documents)} of {documents.reported} documents are known by title; complete: {documents.complete}")

heading("Who was there")
for row in session.attendance:
    who = row.person.name if row.person else "somebody"
    state = f", {row.state.name}" if row.state else ""
    print(f"{who}{state}: {row.mode}")
chair = session.chair.name if session.chair else "not known"
print(f"in the chair: {chair}")
print("according to:")
for source in csto.why(session).sources[:3]:
    print(f"  {source.publisher}: {source.title}, {source.url}")

heading("The organization on 19 May 2021")
print(csto.at("2021-05-19"))

heading("Armenia since 2024: a member de jure, its participation frozen")
armenia = csto.state("armenia")
print(armenia.participation_on("2024-02-01"), "->", armenia.participation_on("2024-06-01"))

heading("A disputed fact and its sources")
disputed = csto.who_chaired("2023-06-01").one()
print(csto.why(disputed, "period"))

heading("To cite")
print(csto.cite())
