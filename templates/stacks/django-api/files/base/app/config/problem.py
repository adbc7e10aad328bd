"""What is wrong with the environment, in words that a person can act on."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ConfigProblem:
    """One variable. Never repeats a secret's value."""

    variable: str
    what: str
    fix: str


class ConfigError(Exception):
    """Every problem of the environment at once."""

    def __init__(self, problems: Sequence[ConfigProblem]) -> None:
        super().__init__("; ".join(f"{problem.variable} {problem.what}" for problem in problems))
        self.problems = tuple(problems)


def format_problems(problems: Sequence[ConfigProblem]) -> str:
    """The text that ends a start, one problem below the other."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"cannot start: {count} in the environment"]
    for problem in problems:
        lines += [f"  {problem.variable} {problem.what}", f"    -> {problem.fix}"]
    return "\n".join(lines)
