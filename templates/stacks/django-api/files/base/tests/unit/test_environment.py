from collections.abc import Mapping
from pathlib import Path

import pytest

from app.config.environment import Environment
from app.config.problem import ConfigError, format_problems


def problems_of(environment: Environment) -> list[str]:
    try:
        environment.demand_no_problems()
    except ConfigError as error:
        return [f"{problem.variable} {problem.what}" for problem in error.problems]
    return []


def test_reads_values_and_defaults() -> None:
    environment = Environment({"A": " x ", "N": "7", "B": "yes", "L": "a, b,,", "EMPTY": " "})
    assert environment.text("A", example="x") == "x"
    assert environment.text("EMPTY", example="x", default="d") == "d"
    assert environment.integer("N", default=1, minimum=1, maximum=9) == 7
    assert environment.boolean("B", default=False) is True
    assert environment.boolean("EMPTY", default=True) is True
    assert environment.texts("L") == ("a", "b")
    assert environment.choice("C", ("x", "y"), "y") == "y"
    assert problems_of(environment) == []


def test_reports_every_problem_at_once() -> None:
    environment = Environment({"N": "99", "B": "maybe", "C": "z"})
    environment.text("A", example="x")
    environment.integer("N", default=1, minimum=1, maximum=9)
    environment.boolean("B", default=False)
    environment.choice("C", ("x", "y"), "y")
    environment.secret("S")
    assert problems_of(environment) == [
        "A is not set",
        "N is '99'",
        "B is 'maybe'",
        "C is 'z'",
        "S is not set",
    ]


def test_says_how_to_mend_each() -> None:
    environment = Environment({})
    environment.text("DATABASE_HOST", example="127.0.0.1")
    with pytest.raises(ConfigError) as caught:
        environment.demand_no_problems()
    assert format_problems(caught.value.problems) == (
        "cannot start: 1 problem in the environment\n"
        "  DATABASE_HOST is not set\n"
        "    -> set it, e.g. DATABASE_HOST=127.0.0.1"
    )


def test_reads_a_secret_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("from-file\n")
    assert Environment({"S_FILE": str(file)}).secret("S") == "from-file"


def test_takes_an_empty_secret_for_none_only_where_somebody_says_so() -> None:
    given = Environment({"S": ""})
    assert given.secret("S", may_be_empty=True) == ""
    assert problems_of(given) == []
    for environment in (Environment({}), Environment({"S_FILE": "/dev/null"})):
        environment.secret("S", may_be_empty=True)
        assert len(problems_of(environment)) == 1


@pytest.mark.parametrize(
    ("variables", "what"),
    [
        ({"S": "value", "S_FILE": "/secret"}, "S is set, and S_FILE too"),
        ({"S_FILE": "/none"}, "S_FILE names /none, which cannot be read: No such file"),
        ({"S_FILE": "/dev/null"}, "S_FILE names /dev/null, which is empty"),
        ({"S": "value"}, "S is too short"),
    ],
)
def test_refuses_a_secret_and_keeps_it_secret(variables: Mapping[str, str], what: str) -> None:
    environment = Environment(variables)
    environment.secret("S", minimum=8)
    (problem,) = problems_of(environment)
    assert problem.startswith(what)
    assert "value" not in problem
