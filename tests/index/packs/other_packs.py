"""Packs of other councils and other years, none of which exists: other words and other layouts for the same things."""

# A committee in another part of the country: labels before each fact, capitals, "RESOLVED:" and lettered lists.
COMMITTEE = """\
Northmere Borough Council

AGENDA

Children, Families and Learning Scrutiny Committee

Date: Tuesday 9 June 2026

Time: 2.00 pm

Venue: Council Chamber, Civic Offices, Northmere

Members: Councillors A Dunmore (Chair), R Fell, S Ibekwe and T Marsden

1. APOLOGIES FOR ABSENCE

2. DECLARATIONS OF INTEREST

To receive any declarations.

3. MINUTES OF THE PREVIOUS MEETING (Pages 5 - 8)

To confirm the minutes of the meeting held on 14 April 2026.

4. HOME TO SCHOOL TRANSPORT: REPORT OF THE
DIRECTOR (Pages 9 - 24)

5. COMMITTEE WORK PROGRAMME (Pages 25 - 28)

Private Business

6. Placements Contract (Pages 29 - 40)

(Listing Officer: M Tranter)

Membership: Councillors A Dunmore (Chair), R Fell, S Ibekwe and T Marsden

Northmere Borough Council

MINUTES of the meeting of the Children, Families and Learning Scrutiny Committee held on Tuesday 14 April 2026

PRESENT: Councillor A Dunmore (Chair), Councillors R Fell and S Ibekwe

12. DECLARATIONS OF INTEREST

None were received.

13. Free School Meals

The Committee received a presentation on free school meals (FSM) and asked for a note on take-up.

RESOLVED:

(1) That the presentation be noted;

(2) That the Director of Children and Learning be requested to report on take-up by ward; and

(3) That a Task and Finish Group be established to examine holiday provision, comprising Councillors A Dunmore
(Chair), R Fell and Ms T Ochieng.

14. Youth Clubs

The Committee discussed youth clubs. The Committee resolved to write to the Youth Partnership about opening hours.

15. Fostering Recruitment

RESOLVED unanimously that the Committee recommends to the Cabinet Member for Children that the allowance be reviewed.

15. Budget Monitoring

RECOMMENDED that the report be noted.

(The meeting ended at 3.35 pm)



Report to: Children, Families and Learning Scrutiny Committee

Date of meeting: 9 June 2026

Report title: Home to School Transport

Report of: Director of Children and Learning

1. Purpose of report

1.1 This report tells Members about home to school transport.

2. Recommendations

It is recommended that the Committee:

(a) notes the number of routes;

(b) comments on the new policy; and

(c) agrees to receive a further report.

3. Background

3.1 There are 212 routes.

4. Financial implications

4.1 None.

Contact officer: Jem Harrow, Transport Manager

Email: jem.harrow@northmere.example

Appendix A: Routes by area

The table has the routes by area.

Area	Routes
North	90
South	122



Children, Families and Learning Scrutiny Committee Work Programme 2026/27

Meeting date	Topic	Purpose	Lead officer
9 June 2026	Home to School Transport	To comment on the policy	Jem Harrow
	Placements Contract	Private	M Tranter
15 September	Youth	A first look at	Ola
2026	Justice	the new plan	Reyes
To be confirmed			-
	Nursery Places		Ola Reyes
"""

# The same council as in the other fictional pack, some years earlier: private minutes, and much that got lost.
EARLIER = """\
Education Scrutiny Board (2)

Time and Date

2.00 p.m. on Thursday, 8th February, 2024

Place

Diamond Room 2, Guildhall, Wexcombe

Public Business

1. **Apologies and Substitutions**
2. **Declarations of Interests**
3. **Minutes** (Pages 3 8)
 - a) To agree the minutes of the meeting held on 14th December, 2023
 - b) Matters Arising
4.

**Progress on School Attendance**
(Pages 9 - 30)

Briefing Note of the Director of Education
5. **Outside Bodies Report Back**

Report of the Director of Law

Private Business

6. **Minutes** (Pages 31 - 32)

Kay Lister, Director of Law, Guildhall, Wexcombe

Wednesday, 31 January 2024

Notes: 1) The person to contact is Sam Poole.

Wexcombe City Council
Minutes of the Meeting of Education Scrutiny Board (2)
held at 2.00 p.m. on Thursday, 14 December 2023

Present:

Members: Councillor P Quill (Chair)
Councillor H Stone

Public Business

27. Declarations of Interests

There were no declarations of interest.

28. Minutes

The minutes of the meeting held on 9 November 2023 were agreed as a true record.

29. Early Years Places

The Board considered a briefing note. Members asked questions on:

- Places for two year olds
- Opening hours
- 30. Music Hubs

The Board considered a presentation.

RESOLVED that the Education Scrutiny Board (2):

1. Welcome the work of the Music Hub

Page 6

and the part that schools play in it.

Page 38 16

2. Request the Cabinet Member for Education to write to the Regional Music Trust.

3. Agree that:

(i) a visit be arranged

(ii) the Chair report back

31. Any Other Business

There were no other items of public business.

Private Business

32. Exclusion of Press and Public

RESOLVED that the press and public be excluded under Section 100(A)(4) of the Local Government Act 1972.

(Meeting closed at 3.15 p.m.)

Briefing Note

To:
Education Scrutiny Board (2)

8th February 2024

Subject:
Progress on School Attendance

1 Purpose

1.1 To report progress on school attendance.

2 Recommendations

2.1 Education Scrutiny Board (2) is recommended to:-

1) Note the progress made
2) Recommend to the Cabinet Member for Education that each school has an attendance lead.

2.2 The Cabinet Member for Education is asked to respond within two months.

3 Information

3.1 The Attendance and Inclusion Team (A&I Team) works with Education Other Than
At School (EOTAS) providers, as well as Special Educational Needs and Disabilities
(SEND) teams.

Appendices

Appendix 1 - Attendance by term

Author:
Toni Blake
Attendance Lead
toni.blake@wexcombe.example



Appendix 1 - Attendance by term

Autumn 92%, spring 91%.



Education Scrutiny Board (2) Work Programme 2023-24

Last updated 25/01/24

8th February 2024
Progress on School Attendance
21st March 2024
School Buildings
Date to be decided
Careers Advice

Date Title Detail Cabinet Member/Lead Officer
8th February 2024 Progress on School Attendance A further look Cllr Stone
21st March 2024 School Buildings To see what has been done Cllr Quill
"""

# A board whose notes are tables, with Markdown around everything.
MARKDOWN = """\
# Public Document Pack

## Culture and Schools Policy Panel

**Time and Date:** 6.30 pm on Monday, 2nd November, 2026

**Venue:** The Old Library, Ashby Vale

1. Apologies

2. Minutes (Pages: 3 to 5)

3. Libraries in Schools (Pages: 6 to 9)

**Public Access**

Anybody may come.

## Ashby Vale District Council

## Draft Minutes of a Meeting of the Culture and Schools Policy Panel held on Monday, 5th October 2026

**Present:** Councillors V Amis (Chair) and B Coe

### 7. Minutes

The minutes were agreed.

### 8. Music Lessons

Resolved that

a) the report be noted;

b) the Head of Culture to bring a list of instruments; and

c) the Panel recommends to Cabinet that lessons stay free.

*(Meeting closed at 7.40 pm)*

---

| To: | Culture and Schools Policy Panel | Date: | 2nd November 2026 |
|-----|------|------|------|
| Title: | Libraries in Schools | | |

## 1 Introduction

1.1 Every school has a library.

## 2 Recommendation

The Panel is asked to note the report.

## 3 Detail

3.1 There are forty libraries.

Report author: Lou Penn, Librarian, tel: 01632 960000

## Work Programme

| Date | Item | Description | Lead |
|------|------|------|------|
| 2nd November 2026 | Libraries in Schools | To look at all forty | Lou Penn |
| 7th December 2026 | Reading Task and Finish Group | To hear from the group | Cllr Amis |
"""
