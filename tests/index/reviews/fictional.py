"""A task and finish report of a council that does not exist, in a pack, with all that such a report holds."""

REPORT = """\
Wexcombe City Council

Briefing note

To: Children and Families Scrutiny Board (2)

Date: 7th March 2024

Subject: Short Breaks Task and Finish Group

1 Purpose of the Note

- 1.1 To inform the Board of the recommendations of the Short Breaks Task and Finish Group (T&F).

2 Recommendations

- 2.1 The Children and Families Scrutiny Board (2) recommend to the Cabinet Member for Children that:
- 1) So that families can plan, the following are published each spring:
 - a. The dates on which places open
 - b. The number of places for each age
 - 2) Families are told in writing why a place was refused.
- 2.2 The Children and Families Scrutiny Board (2) recommend to the Wexcombe Carers Forum that:
- 3) The forum names one person for schools.

3 Background and Information

- 3.1 The Board chose short breaks as a topic at its meeting on 8th June 2023.
- 3.2 The work of the T&F was suspended during the pre-election period April – May 2023 and a fire at the Guildhall of
September 2023.

4 Aims and Objectives

- 4.1 Members of the task and finish group were:
 - Cllr Mary Bell (Chair)
 - Cllr Jon Garth
 - Tilda Lowe (co-opted member, Parent Carer representative)
- 4.2 The T&F group was supported by Robin Vale, Scrutiny Co-ordinator, Law and Governance
- 4.3 The objectives of the group were to see how families find a short break and what stands in their way

5 Methodology

- 5.1 Members identified key lines of enquiry, which can be found at Appendix 2. The partners interviewed were:
 - Short Breaks Team
 - Health,
 - Wexcombe Hospitals Trust
 - North Vale Community Trust (a submission can be found in Appendix 4)
 - Wexcombe Carers Forum
- 5.2 A snapshot of data is included in Appendix 3.
- Members of the T&F group met on five occasions to progress the work, detailed below Scoping – 1 meeting
 - Interviewing – 3 meetings of 4 interviewing sessions
 - Analysing findings – 1 meeting

6 Key themes and findings

6.1 Key findings

- i. Families speak well of the people whom they meet
- ii. The dates on which places open are not known early enough
- iii. Reasons for a refusal are given by telephone only

7 Interviews with Partners

- 7.1 The following themes came out of the interviews.
- 7.1.1 Short Breaks Team
- i. The team answers within five days
 - ii. Two posts stood empty through the summer
- 7.1.2 Health (representatives from WHT, NVCT)
- i. Nurses do not know which breaks take a child with a feeding tube

7.2 Issues for Children's Services

- i. Letters after a refusal (from Wexcombe Carers Forum)
- ii. Training for staff who drive

7.3 The findings led to the recommendations made at paragraph 2.

8 Response to recommendations from Children's Services

1) So that families can plan, the following are published each spring:

a. The dates on which places open.

- These were published for the first time in February

b. The number of places for each age

- the service is looking into it

2) Families are told in writing why a place was refused

- This will be done from April. A letter has been drafted.

3) The forum names one person for schools.

- The forum will be asked

Appendix 1 – Scoping Document

Appendix 2 – Key Lines of Enquiry

Appendix 3 – Places and waiting

Appendix 4 – Submission from North Vale Community Trust

Robin Vale, Scrutiny Co-ordinator

01632 960123

robin.vale@wexcombe.example

Appendix 1 – Scoping Document

Title of Review topic\t
How do families find a short break?\t
Objectives\t
What does the Task and Finish Group hope to achieve by considering the topic?\tEasier ways to a short break
What will be the indicators of success?\t1. Recommendations are accepted 2. Fewer complaints
When will the recommendations be evaluated?\tAfter 12 months
Scope\t
What will be included in the scope of the review?\tBreaks for children up to 18
What will be excluded from the scope?\tTransport
Does the review link with any existing strategies or policies? Is this currently being reviewed/refreshed?\tCarers
Methodology\t
How will the review be carried out? e.g. surveys, site visits, select committees etc.\tInterviews and a visit
Barriers and Risks\t
What are the barriers and risks to the review?\tSummer holidays
How can these be managed/overcome?\tMeet before July
Equality and Diversity\t
How have implications for Equality and Diversity been considered?\tDisabled children are at the centre
Timescales and reporting procedure\t
List any key dates/events which might impact on the timescales of the review\tElections in May
Anticipated number of meetings\t3
Scrutiny Board portfolio\tSB2
Cabinet Member portfolio\tChildren
Anticipated reporting date to Scrutiny\t14 December 2023
Anticipated reporting route – Cabinet Member/Cabinet\tCabinet Member
Report of.....\tSB2
Comms involvement\t

Key Lines of Enquiry for Short Breaks T&F

Finding a break

1. How families hear of short breaks
 - a. Who tells them first?
 - b. What is missing from the website?
2. What stands in their way
 - a. How long do they wait?

Appendix 3 – Places and waiting

\tPlaces\t\tWeeks of waiting\t
\t2022\t2023\t2022\t2023
Spring\t40\t44\t6\t5
Summer\t52\t51\t9\t11

Briefing for Short Breaks Task and Finish Group
15th October 2023

Name and Function of Agency

North Vale Community Trust looks after children at home.

What's working well?

- Nurses know the families.

What are we worried about?

- Breaks end at six in the evening.

What needs to happen?

- Training for staff on feeding tubes.

Author: Kit Oram – Lead Nurse
"""

PACK = f"""\
Wexcombe City Council

Agenda

Children and Families Scrutiny Board (2)

Time and Date

10.30 am on Thursday, 7th March, 2024

Public Business

1. Apologies and Substitutions

2. Short Breaks Task and Finish Group (Pages 3 - 14)

Agenda Item 2

{REPORT}
This page is intentionally left blank



To: Children and Families Scrutiny Board (2)

Date: 7th March 2024

Title: Another Matter Altogether

1 Purpose

1.1 This note has nothing to do with the group.

2 Recommendations

2.1 The Children and Families Scrutiny Board (2) are recommended to:

- 1) Consider the note.

Name of Author: Jo Marsh

Contact details: jo.marsh@wexcombe.example
"""
