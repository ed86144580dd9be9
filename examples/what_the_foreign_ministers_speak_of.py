# %% [markdown]
# # What the foreign ministers speak of, year by year
#
# The Council of Ministers of Foreign Affairs speaks through statements. Their titles tell what of. This page counts the words
# of the titles on record, and says for each year how far that record can be trusted.

# %%
import builtins
import re
from collections import Counter
from collections.abc import Callable

import csto

show: Callable[[object], object] = getattr(builtins, "display", print)  # tables in a notebook, text in a terminal
statements = csto.instruments(adopted_by="cfm", kind="statement")
dated = statements.where(lambda statement: statement.date is not None)
print(f"{len(statements)} statements on record, {len(statements) - len(dated)} of them without a date")
show(dated[-10:])

# %% [markdown]
# ## The words
#
# What every title says is left out. Many titles are only reported: a reporter's wording tells what a statement is about, not
# what it is called. So the number of exact titles stands beside the words.

# %%
FORMAL = set(
    "statement statements joint minister ministers foreign affairs state states member members collective security treaty "
    "organization organisation csto council cfm the of on in and to for a an by with its from at as about between regarding "
    "concerning occasion connection efforts current issues situation their them against into through those which".split()
)


def words_of(statement: csto.Instrument) -> set[str]:
    """The words of a title that tell it from others."""
    found = re.findall(r"[^\W\d_]+", statement.title.casefold())
    return {word for word in found if len(word) > 2 and word not in FORMAL}


overall = Counter(word for statement in dated for word in words_of(statement))
by_year = dated.group_by(lambda statement: statement.date.year if statement.date else 0)
for year, found in by_year.items():
    counted = Counter(word for statement in found for word in words_of(statement))
    exact = sum(statement.wording == "exact" for statement in found)
    words = sorted(counted, key=lambda word: (-counted[word], -overall[word], word))[:7]
    listed = ", ".join(f"{word} {counted[word]}" if counted[word] > 1 else word for word in words)
    print(f"{year}: statements {len(found):2}, exact titles {exact}: {listed}")

# %% [markdown]
# ## The topics that come back
#
# The words that stand in titles of three years or more, and when.

# %%
years_of: dict[str, set[int]] = {}
for year, found in by_year.items():
    for statement in found:
        for word in words_of(statement):
            years_of.setdefault(word, set()).add(year)
for word, years in sorted(years_of.items(), key=lambda item: (-len(item[1]), item[0])):
    if len(years) >= 3:
        print(f"{word:15} {' '.join(str(year) for year in sorted(years))}")

# %% [markdown]
# ## How much of it is on record
#
# A year with few statements may be a year of which few are known. `documents_adopted(...)` tells for each sitting how many
# documents it is reported to have adopted, decisions counted in, and whether all of them are here: yes, no, or not told.

# %%
for meeting in csto.meetings(body="cfm"):
    documents = csto.documents_adopted(meeting)
    if documents.complete is not None:
        answer = "complete" if documents.complete else "not complete"
        print(f"{meeting.id}: {len(documents)} of {documents.reported} reported documents on record, {answer}")
silent = [row.year for row in csto.coverage().body("cfm") if row.reported is None]
print(f"no number of documents is reported for {', '.join(str(year) for year in silent)}")
for gap in csto.coverage().gaps.where(lambda gap: gap.of == "meeting" and gap.body_id == "cfm"):
    print(f"known to be missing, {gap.period}: {gap.about}")

# %% [markdown]
# ## Disputed

# %%
for statement in statements:
    for dispute in statement.disputes:
        print(f"{statement.id}: {dispute.field} is {dispute.value} elsewhere. {dispute.about or ''}")

# %% [markdown]
# ## Sources

# %%
publishers: Counter[str] = Counter()
for statement in statements:
    publishers.update({source.publisher for source in csto.why(statement).sources})
for publisher, count in publishers.most_common(10):
    print(f"{count:2} statements: {publisher}")
for statement in dated[-5:]:
    source = csto.why(statement).sources[0]
    print(f"{statement.date}, {statement.title}: {source.publisher}, {source.url}")
print(csto.cite())
