"""A small dataset, written by hand, for questions whose answers are known."""

from __future__ import annotations

import csto
from tests.strategies import cite

__all__ = ["small_dataset"]

_LONG = "Decision on the measures " + "and on further measures " * 50
"""A title longer than any name."""


def _state(id: str, name: str, code: str, *others: str) -> csto.MemberState:
    return csto.MemberState(
        id=csto.StateId(id),
        name=name,
        names=tuple(csto.Name(text=text, language="ru" if text[0] > "z" else None) for text in others),
        alpha_3=code,
        numeric=str(len(name) * 37 % 1000).zfill(3),
        citations=cite("charter"),
    )


def _person(id: str, name: str, *others: str, aliases: tuple[str, ...] = ()) -> csto.Person:
    return csto.Person(
        id=csto.PersonId(id),
        aliases=aliases,
        name=name,
        names=tuple(csto.Name(text=text, language="ru" if text[0] > "z" else None) for text in others),
        citations=cite("news"),
    )


def _term(
    id: str, person: str, office: csto.Office, period: str, state: str | None = None, body: str | None = None, *, acting: bool = False,
    attested: tuple[str, ...] = (),
) -> csto.Term:  # fmt: skip
    return csto.Term(
        id=csto.TermId(id),
        person_id=csto.PersonId(person),
        office=office,
        state_id=None if state is None else csto.StateId(state),
        body_id=None if body is None else csto.BodyId(body),
        period=csto.Period(period),
        acting=acting,
        attested=tuple(csto.PartialDate(day) for day in attested),
        citations=cite("news"),
    )


def _turn(state: str, person: str, period: str) -> csto.Chairmanship:
    return csto.Chairmanship(
        id=csto.ChairmanshipId(f"csc-{period[:4]}-{state}"),
        body_id=csto.BodyId("csc"),
        state_id=csto.StateId(state),
        person_id=csto.PersonId(person),
        period=csto.Period(period),
        citations=cite("charter", "news"),
    )


def _document(
    id: str,
    title: str,
    date: str | None,
    at: str | None = None,
    status: csto.InstrumentStatus = csto.InstrumentStatus.ADOPTED,
) -> csto.Instrument:
    return csto.Instrument(
        id=csto.InstrumentId(id),
        kind=csto.InstrumentKind.DECISION,
        titles=(csto.Title(text=title, language="en"),),
        date=None if date is None else csto.PartialDate(date),
        adopted_at_id=None if at is None else csto.MeetingId(at),
        status=status,
        citations=cite("news"),
    )


def _meeting(
    id: str,
    bodies: tuple[str, ...],
    period: str,
    status: csto.Status = csto.Status.HELD,
    reported: int | None = None,
    city: str | None = None,
) -> csto.Meeting:
    return csto.Meeting(
        id=csto.MeetingId(id),
        body_ids=tuple(csto.BodyId(body) for body in bodies),
        date=csto.PartialDate(period.partition("/")[0]),
        period=csto.Period(period),
        status=status,
        city=city,
        chair_id=csto.PersonId("emomali-rahmon"),
        documents_reported=reported,
        attendance=(
            csto.Attendance(
                person_id=csto.PersonId("emomali-rahmon"),
                state_id=csto.StateId("tj"),
                mode=csto.AttendanceMode.IN_PERSON,
            ),
            csto.Attendance(
                person_id=csto.PersonId("sergei-ivanov"), state_id=csto.StateId("ru"), mode=csto.AttendanceMode.ABSENT
            ),
        ),
        citations=(
            csto.Citation(source_id=csto.SourceId("news"), locator="paragraph 2", fields=("city", "chair_id")),
            csto.Citation(source_id=csto.SourceId("charter")),
        ),
        disputes=(csto.Dispute(field="city", value="Bokhtar", citations=cite("news")),) if city else (),
    )


def small_dataset() -> csto.Dataset:
    """A new dataset each time, so that its indexes are made anew."""
    member, party = csto.MembershipStatus.MEMBER, csto.MembershipStatus.PARTY
    office = csto.Office
    return csto.Dataset(
        version="7",
        since="2015-01-01",
        as_of="2023-06-30",
        states=[
            _state("tj", "Tajikistan", "TJK", "Таджикистан", "Tadjikistan"),
            _state("ru", "Russia", "RUS", "Россия", "Russian Federation"),
            _state("am", "Armenia", "ARM", "Армения"),
            _state("kz", "Kazakhstan", "KAZ", "Казахстан"),
            _state("cg", "Republic of the Congo", "COG", "Congo"),
            _state("cd", "Democratic Republic of the Congo", "COD", "Congo", "Zaire"),
            _state("us", "United States", "USA"),
            _state("rs", "Serbia", "SRB", "kz"),
        ],
        memberships=[
            csto.Membership(
                id=csto.MembershipId(f"{state}-{status}-{number}"),
                state_id=csto.StateId(state),
                of=csto.MembershipOf.ORGANIZATION if status == member else csto.MembershipOf.TREATY,
                status=status,
                participation=frozen,
                period=csto.Period(period),
                citations=cite("charter"),
            )
            for number, (state, status, period, frozen) in enumerate(
                [
                    ("tj", party, "2015/..", csto.Participation.ACTIVE),
                    ("ru", party, "2015/..", csto.Participation.ACTIVE),
                    ("tj", member, "2016-09-18/..", csto.Participation.ACTIVE),
                    ("ru", member, "2016-09-18/..", csto.Participation.ACTIVE),
                    ("am", member, "2016-09-18/2022-02-22", csto.Participation.ACTIVE),
                    ("am", member, "2022-02-23/..", csto.Participation.FROZEN),
                    ("kz", member, "2017/2020-06", csto.Participation.ACTIVE),
                ]
            )
        ],
        bodies=[
            csto.StatutoryBody(
                id=csto.BodyId(id),
                name=name,
                names=tuple(csto.Name(text=text, language="ru") for text in others),
                abbreviation=short,
                kind=kind,
                seats=seats,
                citations=cite("charter"),
            )
            for id, name, short, kind, seats, others in [
                (
                    "csc",
                    "Collective Security Council",
                    "CSC",
                    csto.BodyKind.SUPREME,
                    (),
                    ("Совет коллективной безопасности", "СКБ"),
                ),
                (
                    "cfm",
                    "Council of Ministers of Foreign Affairs",
                    "CFM",
                    csto.BodyKind.STATUTORY,
                    (office.FOREIGN_MINISTER,),
                    ("СМИД",),
                ),
                (
                    "cmd",
                    "Council of Ministers of Defence",
                    "CMD",
                    csto.BodyKind.STATUTORY,
                    (office.DEFENCE_MINISTER,),
                    ("СМО",),
                ),
                ("secretariat", "Secretariat", None, csto.BodyKind.PERMANENT, (), ("Секретариат",)),
                ("pa", "Parliamentary Assembly", "PA", csto.BodyKind.PARLIAMENTARY, (), ("ПА",)),
            ]
        ],
        people=[
            _person(
                "emomali-rahmon", "Emomali Rahmon", "Эмомали Рахмон", "Emomali Rakhmon", aliases=("emomali-rahmonov",)
            ),
            _person("nikol-pashinyan", "Nikol Pashinyan", "Никол Пашинян"),
            _person("sergei-ivanov", "Sergei Ivanov", "Сергей Иванов"),
            _person("viktor-ivanov", "Viktor Ivanov", "Виктор Иванов"),
            _person("sirojiddin-muhriddin", "Sirojiddin Muhriddin", "Сироджиддин Мухриддин"),
            _person("stanislav-zas", "Stanislav Zas", "Станислав Зась"),
            _person("imangali-tasmagambetov", "Imangali Tasmagambetov"),
            _person("valery-semerikov", "Valery Semerikov"),
            _person("jan-niger", "Jan Niger"),
            _person("jan-nigeria", "Jan Nigeria"),
            _person("jose-saramago", "José Saramago"),
        ],
        terms=[
            _term("sg-ivanov", "sergei-ivanov", office.SECRETARY_GENERAL, "2015/2016-12-31"),
            _term("sg-semerikov", "valery-semerikov", office.SECRETARY_GENERAL, "2018-11-02/2020-01-01", acting=True),
            _term("sg-zas", "stanislav-zas", office.SECRETARY_GENERAL, "2020-01-01/2023-01-01"),
            _term("sg-tasmagambetov", "imangali-tasmagambetov", office.SECRETARY_GENERAL, "2023-01-01/.."),
            _term(
                "fm-muhriddin",
                "sirojiddin-muhriddin",
                office.FOREIGN_MINISTER,
                "2019-01-01/",
                "tj",
                attested=("2020-05-26", "2021-05-19"),
            ),
            _term("fm-ivanov", "viktor-ivanov", office.FOREIGN_MINISTER, "2018/2020-05", "ru"),
            _term("fm-niger", "jan-niger", office.FOREIGN_MINISTER, "2020-05/..", "ru"),
            _term("deputy-niger", "jan-niger", office.DEPUTY_SECRETARY_GENERAL, "2017-01-01/"),
            _term("deputy-nigeria", "jan-nigeria", office.DEPUTY_SECRETARY_GENERAL, "2018-01-01/2020-01-01"),
            _term("deputy-ivanov", "viktor-ivanov", office.DEPUTY_SECRETARY_GENERAL, "2018-06-01/2022-01-01"),
            _term("chair-pa", "viktor-ivanov", office.CHAIR, "2016-01-01/..", body="pa"),
            _term("chair-cmd", "sergei-ivanov", office.CHAIR, "2019-01-01/2022-01-01", body="cmd"),
        ],
        chairmanships=[
            _turn("tj", "emomali-rahmon", "2020-12-02/2021-09-16"),
            _turn("am", "nikol-pashinyan", "2021-09-16/2022-11-23"),
            _turn("ru", "viktor-ivanov", "2017/2018"),
        ],
        meetings=[
            _meeting("csc-2021-09-16", ("csc",), "2021-09-16", reported=3, city="Dushanbe"),
            _meeting("cfm-cmd-2021-09-15", ("cfm", "cmd"), "2021-09-15/2021-09-16", reported=1),
            _meeting("cfm-2021-05-19", ("cfm",), "2021-05-19"),
            _meeting("csc-2020-04", ("csc",), "2020-04", csto.Status.CANCELLED),
            _meeting("csc-2023-11-23", ("csc",), "2023-11-23", csto.Status.PLANNED),
        ],
        instruments=[
            _document("2021-09-16-decision-border", "Decision on the border", "2021-09-16", "csc-2021-09-16"),
            _document("2021-09-16-decision-flag", "Decision on the flag", "2021-09", "csc-2021-09-16"),
            _document(
                "2021-09-16-decision-draft",
                "Decision on the draft",
                "2021-09-16",
                "csc-2021-09-16",
                csto.InstrumentStatus.DRAFT,
            ),
            _document("2021-09-15-decision-plan", "Decision on the plan", "2021-09-15", "cfm-cmd-2021-09-15"),
            _document("2021-05-19-decision-a", "Решение о границе", "2021-05-19", "cfm-2021-05-19"),
            _document("undated-decision", _LONG, None),
        ],
        exercises=[
            csto.Exercise(
                id=csto.ExerciseId("rubezh-2002"),
                name="Rubezh 2002",
                date=csto.PartialDate("2016-10"),
                period=csto.Period("2016-10"),
                citations=cite("news"),
            )
        ],
        cities=[
            csto.City(
                id=csto.CityId("dushanbe"),
                name="Dushanbe",
                names=(
                    csto.Name(text="Душанбе", language="ru"),
                    csto.Name(text="Stalinabad", kind=csto.NameKind.FORMER),
                ),
                country_id=csto.StateId("tj"),
                citations=cite("charter"),
            )
        ],
        gaps=[
            csto.Gap(
                id=csto.GapId("chair-2019"),
                of="chairmanship",
                body_id=csto.BodyId("csc"),
                period=csto.Period("2019/2020-12-01"),
                about="no source names the chair",
            ),
            csto.Gap(
                id=csto.GapId("secretary-general-2017"),
                of="term",
                office=office.SECRETARY_GENERAL,
                period=csto.Period("2017-01-01/2018-11-01"),
                about="no secretary general is known",
            ),
        ],
        sources=[
            csto.Source(
                id=csto.SourceId("charter"),
                title="The charter",
                publisher="The organization",
                tier=csto.SourceTier.ORGANIZATION,
            ),
            csto.Source(
                id=csto.SourceId("news"),
                title="Some news",
                publisher="An agency",
                url="https://example.org/news",
                tier=csto.SourceTier.AGENCY,
            ),
        ],
    )
