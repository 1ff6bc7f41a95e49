"""What to keep in mind with every figure: printed wherever figures are."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class BiasNote:
    name: str
    explanation: str


def bias_notes() -> tuple[BiasNote, ...]:
    return (
        BiasNote(
            gettext("Who answers"),
            gettext("People choose whether to answer, so these are not a sample of a sector."),
        ),
        BiasNote(
            gettext("What is seen first"),
            gettext("What stands high in a list gathers more answers than what stands low."),
        ),
        BiasNote(
            gettext("One organisation, several voices"),
            gettext("Several people of one organisation each count as one answer."),
        ),
        BiasNote(
            gettext("Who chose the words"),
            gettext(
                "Insights from events are worded by the facilitator who grouped the notes; another "
                "wording might be answered differently."
            ),
        ),
        BiasNote(
            gettext("Older answers"),
            gettext("An answer counts until it is changed or taken back, however old it is."),
        ),
        BiasNote(
            gettext("Many comparisons"),
            gettext(
                "With many insights side by side, some differences come about by chance. A sector "
                "is called distinctive only after allowing for that."
            ),
        ),
        BiasNote(
            gettext("Testimony, not effect"),
            gettext(
                "“True here” says what people meet where they work. It does not show that "
                "something works."
            ),
        ),
    )
