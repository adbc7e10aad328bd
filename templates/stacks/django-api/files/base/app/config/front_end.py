"""What front ends are told at run time: GET /v1/config. Nothing secret belongs here."""

from dataclasses import dataclass

from app.config.environment import Environment


@dataclass(frozen=True)
class FrontEndSettings:
    title: str
    notes_per_page: int
    word_count: bool


def read_front_end(environment: Environment) -> FrontEndSettings:
    return FrontEndSettings(
        title=environment.text("UI_TITLE", default="Notes", example="Notes"),
        notes_per_page=environment.integer("UI_NOTES_PER_PAGE", default=20, minimum=1, maximum=100),
        word_count=environment.boolean("FEATURE_WORD_COUNT", default=True),
    )
