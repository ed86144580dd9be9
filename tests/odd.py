"""Names that nobody should have to fear: markup, quotes, right-to-left text, formulas, emoji, line breaks, control characters."""

from __future__ import annotations

import csto

__all__ = ["ODD", "odd_dataset"]

ODD = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">',
    "&lt;b&gt; & 'quotes' \"double\"",
    "مجلس الأمن",
    "\u202egnirts \u2066isolated",
    "$x^2$ \\frac{a}{b} =1+1",
    "[bold red]rich[/bold red]",
    "sitting 🤝 杜尚别",
    "two\nlines\r\nand\ttabs",
    "\x1b[31mred\x1b[0m \x00 \x07",
    "%s {0} {x!r}",
    "long " * 80,
)


def odd_dataset(text: str) -> csto.Dataset:
    """A dataset in which the text stands wherever text can stand."""
    citations = (csto.Citation(source_id=csto.SourceId("s"), locator=text),)
    dispute = csto.Dispute(field="city", value=text, citations=citations, about=text)
    tj, body, person = csto.StateId("tj"), csto.BodyId("csc"), csto.PersonId("p")
    name = csto.Name(text=text, language="en")
    return csto.Dataset(
        sources=[csto.Source(id=csto.SourceId("s"), title=text, publisher=text, url=f"https://example.org/{text}", tier=csto.SourceTier.OTHER)],
        states=[csto.MemberState(id=tj, name=text, names=(name,), notes=text, citations=citations)],
        memberships=[
            csto.Membership(id=csto.MembershipId("spell"), state_id=tj, of=csto.MembershipOf.ORGANIZATION, status=csto.MembershipStatus.MEMBER,
                            period=csto.Period("2003-09-18/.."), citations=citations)
        ],
        bodies=[csto.StatutoryBody(id=body, name=text, abbreviation=text, kind=csto.BodyKind.SUPREME, functions=(text,), citations=citations)],
        people=[csto.Person(id=person, name=text, names=(name,), state_id=tj, citations=citations)],
        terms=[csto.Term(id=csto.TermId("t"), person_id=person, office=csto.Office.OTHER, title=text, state_id=tj, period=csto.Period("2010/"), citations=citations)],
        chairmanships=[
            csto.Chairmanship(id=csto.ChairmanshipId("c"), body_id=body, state_id=tj, person_id=person, period=csto.Period("2020-12-02/2021-09-16"),
                              motto=text, priorities=(text,), citations=citations)
        ],
        meetings=[
            csto.Meeting(id=csto.MeetingId("m"), body_ids=(body,), title=text, city=text, venue=text, agenda=(text,), date=csto.PartialDate("2021-09"),
                         period=csto.Period("2021-09"), attendance=(csto.Attendance(state_id=tj, role=text, notes=text, mode=csto.AttendanceMode.REMOTE),),
                         documents_reported=3, notes=text, about=text, citations=citations, disputes=(dispute,))
        ],
        instruments=[
            csto.Instrument(id=csto.InstrumentId("i"), kind=csto.InstrumentKind.PLAN, titles=(csto.Title(text=text, language="en"),),
                            date=csto.PartialDate("2021"), adopted_at_id=csto.MeetingId("m"), adopted_by_ids=(body,), citations=citations)
        ],
        cities=[csto.City(id=csto.CityId("o"), name=text, country_id=tj, citations=citations)],
        programmes=[
            csto.Programme(id=csto.ProgrammeId("g"), name=text, citations=citations,
                           milestones=(csto.Milestone(date=csto.PartialDate("2013"), kind=csto.MilestoneKind.PROPOSAL, about=text),))
        ],
        events=[
            csto.Event(id=csto.EventId("e"), kind=csto.EventKind.VISIT, title=text, date=csto.PartialDate("2021-05-19"), period=csto.Period("2021-05-19"),
                       person_ids=(person,), topics=(text,), citations=citations)
        ],
        version=text,
        as_of="2022-01-01",
    )  # fmt: skip
