"""The tables of search, as ordered, named migrations; each runs inside the caller's transaction.

A migration that has landed is never edited. ``outbox`` is filled by triggers on the tables of records, which the
workspace makes; the rows of ``passage`` are what can be searched, and each index remembers up to which ``seq`` it has
taken them in.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database


def _passages(db: Database) -> None:
    # "autoincrement" so that the number of a deleted row never comes again: the indexes count by it.
    db.execute(
        "create table outbox (seq integer primary key autoincrement, source_table text not null, row_id text not null)"
    )
    db.execute(
        """
        create table passage (
            seq integer primary key autoincrement,
            id text not null unique,
            owner text not null,
            gone integer not null default 0,
            source text not null,
            kind text not null,
            title text not null,
            text text not null,
            "group" text not null,
            group_title text not null,
            partner text not null,
            body text not null,
            "to" text not null,
            year text not null,
            date integer,
            sensitivity text not null,
            pack text not null,
            line integer,
            citation text not null,
            version integer not null
        ) strict
        """
    )
    db.execute("create index passage_owner on passage(owner)")
    # The values of a facet are read from its index alone, without the texts.
    db.execute("create index passage_kind on passage(kind, sensitivity)")
    db.execute("create index passage_partner on passage(partner, sensitivity)")
    db.execute("create index passage_body on passage(body, sensitivity)")
    db.execute('create index passage_to on passage("to", sensitivity)')
    db.execute('create index passage_group on passage("group", group_title, sensitivity)')
    db.execute(
        """
        create table word (
            word text not null,
            term text not null,
            access text not null,
            count integer not null,
            primary key (word, term, access)
        ) strict, without rowid
        """
    )
    db.execute("create index word_term on word(term, access, count)")
    db.execute(
        """
        create table index_state (
            name text primary key,
            uid text not null,
            fingerprint text not null,
            seq integer not null,
            files text not null
        ) strict
        """
    )


GIVEN = (
    ("EHE", "elective home education"),
    ("EHE", "electively home educated"),
    ("EHE", "home education"),
    ("EHE", "home educated"),
    ("EHE", "home schooling"),
    ("CME", "children missing education"),
    ("EOTAS", "education other than at school"),
    ("PEX", "permanent exclusion"),
    ("SEND", "special educational needs and disabilities"),
    ("MASH", "multi-agency safeguarding hub"),
    ("RHRT", "right help right time"),
    ("NFA", "no further action"),
    ("T&F", "task and finish"),
    ("KLOE", "key line of enquiry"),
)


def _glossary(db: Database) -> None:
    db.execute(
        """
        create table glossary (
            short text not null,
            full text not null collate nocase,
            origin text not null,
            primary key (short, full, origin)
        ) strict
        """
    )
    db.table("glossary").insert_all({"short": short, "full": full, "origin": "given"} for short, full in GIVEN)


def _speakers_and_questions(db: Database) -> None:
    """Who said it, and which line of enquiry it answers; all of the group's own record is to be taken in again."""
    db.execute("alter table passage add column speaker text not null default ''")
    db.execute("alter table passage add column question text not null default ''")
    db.execute("create index passage_speaker on passage(speaker, sensitivity)")
    db.execute(
        """
        insert into outbox(source_table, row_id)
        select distinct substr(owner, 1, instr(owner, ':') - 1), substr(owner, instr(owner, ':') + 1)
        from passage where source = 'live' and gone = 0
        """
    )


MIGRATIONS: list[tuple[str, Callable[[Database], None]]] = [
    ("index-0001-passages", _passages),
    ("index-0002-glossary", _glossary),
    ("index-0003-speakers-and-questions", _speakers_and_questions),
]
