"""A hundred and twenty notes of one day, as sixteen tables wrote them, each with the theme it was sorted into."""

from insights.enums import Kind

TABLES = 16
THEMES: dict[str, tuple[str, list[str]]] = {
    "Money ends too soon": (
        Kind.CHALLENGE,
        [
            "Grants end after twelve months",
            "We plan in one-year bits because the money does",
            "Staff leave in month ten, every single time",
            "Half a post goes on writing the next bid",
            "No one funds the second year",
            "Projects close just as people start to trust them",
            "The bid decides what we do, not the street",
            "Small charities carry the gap between two grants",
            "Underspend has to go back in March",
            "You cannot promise a family anything past April",
            "Core costs are nobody's favourite",
            "We start again with every new fund",
            "Reserves went on covering a late decision",
            "Three funders, three year-ends",
            "Pilot after pilot and never the thing itself",
        ],
    ),
    "Nobody sees the whole": (
        Kind.CHALLENGE,
        [
            "Each service measures its own front door",
            "Nobody walks the path a family walks",
            "Health and housing never sit in one room",
            "Six plans for one neighbourhood",
            "The map stops at the ward boundary",
            "We fix the part we are paid for",
            "School sees the child, we see the parent, no one sees both",
            "Everyone refers, nobody stays",
            "A fall is counted four times and prevented never",
            "Discharge thinks the job ends at the door",
            "The crisis team does not know what the club knows",
            "Two councils, one high street",
            "Strategy is written a floor above the work",
            "Residents tell the story seven times",
            "We only meet each other at funerals of projects",
        ],
    ),
    "Sharing data is feared": (
        Kind.CHALLENGE,
        [
            "Information governance says no before anyone asks",
            "The same names stand in four spreadsheets",
            "A data agreement took eleven months",
            "People think consent forms are for us, not for them",
            "We print it because we may not send it",
            "Nobody was ever sacked for not sharing",
            "The system cannot talk to the other system",
            "Frontline staff ring each other instead",
            "Everyone quotes a law nobody has read",
            "Health numbers here, council numbers there",
            "Charities are asked for data and never see any",
            "We count people because we cannot follow them",
            "Legal teams meet after the decision",
            "The dashboard shows last year",
            "Fear of the fine is bigger than the fine",
        ],
    ),
    "Go to where people are": (
        Kind.PRINCIPLE,
        [
            "Start in the launderette, not in the town hall",
            "The bus driver knew before the survey did",
            "Meet on their sofa, with their kettle",
            "Evenings and weekends or not at all",
            "Ask what they would do first",
            "Ten doors a week, every week",
            "Listen before there is a plan",
            "Pay residents for their time, on the day",
            "Hold the meeting at the school gate",
            "Stay after the funding photograph",
            "Food first, flip chart second",
            "Bring one question, not a questionnaire",
            "The barber is the best outreach worker we have",
            "Say what happened with what they told you",
            "Leave the lanyard in the car",
        ],
    ),
    "Let people try and be wrong": (
        Kind.PRINCIPLE,
        [
            "Permission to stop what does not work",
            "Small tries, told honestly",
            "The best lesson was the café that closed",
            "Nobody got blamed, so everybody talked",
            "Write down what surprised you",
            "Try it on one street for six weeks",
            "A manager who says I do not know yet",
            "Review to learn, not to score",
            "Change the plan in public",
            "Share the draft while it is rough",
            "Ask what we would stop",
            "Leaders go first with their mistakes",
            "Good failure, quick and cheap",
            "Make room to think on a Thursday",
            "Keep the old way running while you try",
        ],
    ),
    "Share the decision": (
        Kind.PRINCIPLE,
        [
            "Residents hold the purse for the first tenth",
            "Whoever is in the room decides",
            "Chairs rotate, so does the power",
            "Votes count the same for the council",
            "Co-design means before the budget",
            "The panel was half residents and it showed",
            "Say early what cannot be decided",
            "One page in plain words before every meeting",
            "Open the books",
            "The agenda goes round for additions",
            "Minutes say who decided, not who spoke",
            "Consent is enough, agreement is rare",
            "Decide close to the problem",
            "Nothing about us without lunch",
            "Give away the pen",
        ],
    ),
    "A place to think with peers": (
        Kind.SUPPORT_NEED,
        [
            "Somewhere to say the true thing without a funder there",
            "Peers from another place, once a month",
            "Action learning that lasts past the launch",
            "Someone a year ahead of us",
            "A coach for the person in the middle",
            "Space to reflect, in the diary, protected",
            "An hour with people who do the same job elsewhere",
            "A group for those who hold it all together",
            "Visit a place that tried it",
            "A buddy in a council like ours",
            "Not another webinar",
            "Honest stories, not case studies",
            "Help to keep going when the lead leaves",
            "A phone number, not a portal",
            "Time to read what we wrote last year",
        ],
    ),
    "Help to show what changed": (
        Kind.SUPPORT_NEED,
        [
            "How do we show a change that took five years",
            "Measures a board will read and residents will own",
            "Help with numbers that are not outputs",
            "One evaluation for all three funders",
            "Teach us to tell what led to what",
            "Somebody to ask the awkward question",
            "A way to count trust",
            "Evidence that fits on one side of paper",
            "Tools that work without a data team",
            "Support to stop counting heads",
            "Training for trustees to read a messy story",
            "How to know whether it was us",
            "A simple map of what blocks what",
            "Baseline help at the start, for once",
            "Someone to sit beside us and look at the figures",
        ],
    ),
}

# Round the tables, a theme at a time: neighbours in the paste are seldom of one theme.
SAID: list[tuple[str, str, str]] = [
    (words[number], theme, kind) for number in range(15) for theme, (kind, words) in THEMES.items()
]
PROMPTS = {
    Kind.CHALLENGE: "Challenges:",
    Kind.PRINCIPLE: "Principles:",
    Kind.SUPPORT_NEED: "Support needs:",
}


def order(many: int) -> list[tuple[str, str, str]]:
    """The first `many` notes in the order a paste of them stores: table by table, question by question."""
    notes = SAID[:many]
    rows = [
        (place % TABLES, list(PROMPTS).index(note[2]), place, note)
        for place, note in enumerate(notes)
    ]
    return [note for _table, _prompt, _place, note in sorted(rows)]


def paste(many: int) -> str:
    """The same notes as one block: a line for each table, each question and each note."""
    lines: list[str] = []
    for table in range(TABLES):
        here = [note for place, note in enumerate(SAID[:many]) if place % TABLES == table]
        if here:
            lines.append(f"Table {table + 1}")
        for kind, prompt in PROMPTS.items():
            said = [f"- {words}" for words, _theme, its in here if its == kind]
            lines += [prompt, *said] if said else []
    return "\n".join(lines)
