"""How often a report has what not every report has: a name for each form, and its rate.

The rates are of the tables or reports that could have the form. They are guesses from real reports, raised where a form
would else hardly be seen in a few hundred reports.
"""

from __future__ import annotations

RATES: dict[str, float] = {
    # a whole table in another form
    "quarter results": 0.15,
    "quarterly money": 0.15,
    "card": 0.2,
    "indicators across": 0.08,
    "years across": 0.4,
    "belanja across": 0.12,
    "money by level": 0.3,
    "many satker": 0.6,
    "years in a cell": 0.07,
    "leaders": 0.3,
    "bare budget list": 0.45,
    # a change of any table
    "wide page": 0.06,
    "cut by width": 0.1,
    "cut by width, bare": 0.15,
    "header in the middle": 0.06,
    "missing lines": 0.1,
    "offset stack": 0.5,
    "wrapped amounts": 0.08,
    "broken digits": 0.02,
    "detached Rp": 0.1,
    "thousands in caption": 0.5,
    "roman groups": 0.35,
    # what stands beside the tables
    "signature": 0.4,
    "persons": 0.15,
    "cases": 0.15,
    "staff": 0.2,
    "efisiensi": 0.25,
    "clients": 0.1,
    "activities": 0.15,
    "intervals": 0.2,
    # the whole report
    "other agency": 0.12,
    "contradictions": 0.15,
    # values that are no plain numbers
    "odd values": 0.45,
    "nihil": 0.12,
}
"""Rate of each form; names stand in the truth's JSON, table by table."""
