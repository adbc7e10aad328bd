import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.config.config import load_config
from app.config.cpus import available_cpus
from app.config.problem import ConfigError
from tests.settings import VARIABLES

HERE = Path(__file__).parents[2]


def test_accepts_what_the_tests_run_with() -> None:
    config = load_config(VARIABLES)
    assert config.server.debug is False
    assert config.server.cors_allowed_origins == ()
    assert config.needed_to_start[0].name == "database"


def test_says_no_secret_when_it_is_printed() -> None:
    config = load_config({**VARIABLES, "DATABASE_PASSWORD_FILE": "", "DATABASE_PASSWORD": "hush"})
    assert config.database.password == "hush"
    assert "hush" not in repr(config)
    assert config.server.secret_key not in repr(config)


def test_refuses_an_origin_that_is_none() -> None:
    origins = "https://shop.example.com,shop.example.com,https://a.example.com/path"
    with pytest.raises(ConfigError) as caught:
        load_config({**VARIABLES, "CORS_ALLOWED_ORIGINS": origins})
    whats = [problem.what for problem in caught.value.problems]
    assert whats == [
        "has 'shop.example.com', which is no origin",
        "has 'https://a.example.com/path', which is no origin",
    ]


def test_a_program_ends_with_2_and_no_traceback() -> None:
    # The environment of the tests without what this service reads.
    environment = {"PATH": os.environ["PATH"], "LOG_LEVEL": "loud"}
    command = [sys.executable, "manage.py", "check"]
    ended = subprocess.run(  # noqa: S603
        command, cwd=HERE, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "SECRET_KEY is not set" in ended.stderr
    assert "DATABASE_HOST is not set" in ended.stderr
    assert "LOG_LEVEL is 'loud'" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("text", "cpus"), [("150000 100000", 2), ("10000 100000", 1)])
def test_counts_the_processors_of_the_container(tmp_path: Path, text: str, cpus: int) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(text)
    assert available_cpus(file) == min(cpus, os.cpu_count() or 1)


def test_counts_those_of_the_machine_where_there_is_no_limit(tmp_path: Path) -> None:
    file = tmp_path / "cpu.max"
    file.write_text("max 100000")
    assert available_cpus(file) == available_cpus(tmp_path / "none") == os.cpu_count()
