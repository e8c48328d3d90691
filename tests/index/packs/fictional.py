"""A pack of a council that does not exist, with the shapes that real packs have."""

PACK = """\


Public Document Pack

Wexcombe City Council

Agenda

Children and Families Scrutiny Board (2)

Time and Date

10.30 am on Thursday, 12th March, 2026

Place

Committee Room 2, Guildhall, Wexcombe

Public Business

1. Apologies and Substitutions

2. Declarations of Interests

3. Minutes (Pages 3 - 6)

a) To agree the minutes of the meeting held on 29th January, 2026

b) Matters Arising

4. School Transport Task and Finish Group (Pages 7 - 20)

Briefing Note of the Director of Law

5. Youth Work in the North of the City (Pages 21 - 30)

Briefing Note of the Director of Children

6. Work Programme (Pages 31 - 34)

7. Any Other Business

Private Business

Nil

Pat Holloway, Director of Law, Guildhall, Wexcombe

Membership: Councillors A Okoro (Chair), M Bell, S Nair and J Garth

Agenda Item 3

Wexcombe City Council

Minutes of the Meeting of Children and Families Scrutiny Board (2) held at 10.00 am on Thursday, 29 January 2026

Present:

Members: Councillor A Okoro (Chair)
Councillor M Bell

Public Business

31. Declarations of Interests

There were no disclosable interests.

32. Minutes

The minutes of the meeting held on 4th December 2025 were agreed and signed as a true record.

33. **Young Carers**

The Board considered a briefing note on young carers, and asked that a list of schools be sent to Members.

RESOLVED that the Board notes the work with Young Carers (YC) in schools.

34. Reading in Primary Schools

The Board considered a briefing note of the Director of Children.

RESOLVED that the Children and Families Scrutiny Board (2):

1) Notes the briefing note.

2) The Director of Children to report on:

i) the summer reading scheme

ii) libraries in schools

3) Agrees to create two Task and Finish Groups to investigate:

- **Reading for Pleasure (RFP) (Councillors A Okoro, M Bell, and S Nair)**
- **School Libraries (Councillors M Bell, J Garth, and Mr T Lowe)**

35. Work Programme

RESOLVED that the work programme for 2025/26 be noted.

(Meeting closed at 11.40 am)

This page is intentionally left blank



Wexcombe City Council

Briefing note

To: Children and Families Scrutiny Board (2)

Date: 12th March 2026

Subject: School Transport Task and Finish Group

1 Purpose of the Note

- 1.1 To agree the recommendations of the School Transport Task and Finish Group (T&F).

2 Recommendations

- 2.1 The Children and Families Scrutiny Board (2) recommend to the Cabinet Member for Transport that:
- 1) To make waiting times plain, the following are counted each term:
 - a. Requests that were refused
 - b. Appeals that were upheld
 - 2) Drivers are told of a child's needs before the first journey.
- 2.2 The Children and Families Scrutiny Board (2) recommend to the Wexcombe Schools Forum that:
- 3) Schools name one person for transport.

3 Background and Information

- 3.1 The group met on three occasions.

Members of the task and finish group were:
 - Cllr Mary Bell (Chair)
 - Cllr Sunita Nair

Author: Robin Vale, Scrutiny Co-ordinator

Telephone: 01632 960123

robin.vale@wexcombe.example

Appendix 1 – Waiting times

The table shows waiting times by term.

Term	Weeks
Autumn	6
Spring	4

This page is intentionally left blank

To: Children and Families Scrutiny Board (2)

Date: 12th March 2026

Title: Youth Work in the North of the City

1 Purpose

1.1 To tell the Board about youth work.

2 Recommendations

2.1 The Children and Families Scrutiny Board (2) are recommended to:

- 1) Consider the note.
- 2) Identify any recommendations for the Cabinet Member.

3 Information

3.1 There are four centres.

Name of Author: Jo Marsh

Contact details: jo.marsh@wexcombe.example

Agenda Item 6

Children and Families Scrutiny Board (2) Work Programme 2025-26

Last updated 2 March 2026

Please see page 2 onwards for background to items

Date	Title	Detail	Cabinet Member/Lead Officer
29 January 2026	Young Carers	A first look	Cllr Garth
	Reading in Primary Schools	To set up a group	Jo Marsh
12 March 2026	School Transport Task and Finish Group	Recommendations	Robin Vale

Date	Title	Detail	Cabinet Member/Lead Officer
		and the replies that came in
Date to be decided	Play Streets		Cllr Garth
2026-27	School Meals (Joint with SB3)		Jo Marsh
"""
