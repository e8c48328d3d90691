"""An invented archive: passages of a council that does not exist, put together from a vocabulary, always the same."""

from __future__ import annotations

import random

from index.passage import Passage

THEMES = {
    "attendance": "attendance absence persistent register truancy morning lateness pupils pastoral anxiety punctuality",
    "home education": "educated families curriculum visits helpline leaflet tutor parents withdrawal learning support",
    "safeguarding": "safeguarding referral neglect harm disclosure threshold assessment hub contact conversion police",
    "exclusion": "exclusion behaviour suspension reintegration panel headteacher hearing appeal governors placement",
    "transport": "transport buses taxi route mileage escort journey contract passengers depot timetable",
    "health": "nursing immunisation clinic speech therapist waiting paediatric midwife screening referral",
    "youth work": "youth club detached mentoring volunteers evening sports arts ward project consultation",
    "finance": "budget saving grant reserve forecast pressure allocation capital revenue audit overspend",
}
COMMON = (
    "board members noted report officer service school children family council meeting work year number city review "
    "information process need plan provided considered agreed raised question answer partner training staff"
).split()
SMALL = "the of and to in that for with on was were by at from as it is be this which".split()
RARE = [a + b for a in "bra cre dro fli gle kno pla qui ste tru vor wex".split() for b in "mble ndar ston wick".split()]


def passages(count: int, seed: int = 7) -> list[Passage]:
    """So many passages, archive and live, of eight themes, over several years."""
    chance = random.Random(seed)
    return [_passage(n, chance) for n in range(count)]


def words(chance: random.Random, theme: str, count: int) -> str:
    """So many words about a theme: its own, everyday ones, and now and then a rare one."""
    own = THEMES[theme].split()
    sentence = []
    for _ in range(count):
        toss = chance.random()
        if toss < 0.38:
            sentence.append(chance.choice(SMALL))
        elif toss < 0.66:
            sentence.append(chance.choice(COMMON))
        elif toss < 0.97:
            word = own[int(len(own) * chance.random() ** 2)]
            sentence.append(word if word.endswith("s") or chance.random() < 0.7 else f"{word}s")
        else:
            sentence.append(chance.choice(RARE))
    return " ".join(sentence)


def _passage(n: int, chance: random.Random) -> Passage:
    theme = chance.choice(list(THEMES))
    live = n % 5 == 0
    year, month, day = chance.randint(2017, 2025), chance.randint(1, 12), chance.randint(1, 28)
    kind = chance.choice(["note", "finding", "recommendation"] if live else ["report", "minute", "recommendation"])
    to = chance.choice(["Cabinet Member for Children", "Wexcombe Safeguarding Partnership"])
    text = ". ".join(words(chance, theme, chance.randint(8, 24)).capitalize() for _ in range(chance.randint(1, 4)))
    return Passage(
        id=f"notes:{n:06}" if live else f"packs:{n // 200:04}#{n % 200}",
        source="live" if live else "archive",
        kind=kind,
        title=f"{theme.capitalize()} {chance.choice(COMMON)}",
        text=f"{text}.",
        group=f"g{n % 3}" if live else "",
        group_title=["Elective Home Education", "School Attendance", "School Meals"][n % 3] if live else "",
        partner=chance.choice(["Wexcombe Police", "Health Visiting", "Virtual School"]) if live else "",
        body="Children and Families Scrutiny Board (2)",
        to=to if kind == "recommendation" else "",
        date=year * 10000 + month * 100 + day,
        sensitivity="working" if live else "public",
        line=n,
    )
