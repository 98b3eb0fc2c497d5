"""What the people of the benchmarks answer to the mayors' questionnaire."""

ANSWERS = {
    "q1": "commune",
    "q2": "oui",
    "q4__agents": "2",
    "q6__aide_alimentaire": "commune",
    "q7": "agees",
    "q8": "oui",
    "q8a": "insertion",
    "q8b": "reunions",
    "q9": "Des rencontres",
    "q10": "budget_participatif",
    "q11": "non",
    "q12": "non",
    "q13": "non",
}
