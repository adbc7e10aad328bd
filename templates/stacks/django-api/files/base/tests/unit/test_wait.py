import pytest

from app.dependencies.dependency import Dependency
from app.dependencies.wait import DependencyTimeoutError, wait_for, wait_or_exit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.01)


def failing(times: int) -> Dependency:
    left = [times]

    def probe() -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError("connection\nrefused")

    return Dependency("database", probe)


def test_waits_and_says_for_what(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    wait_for([failing(3)], 10, clock.sleep, lambda: clock.now)
    assert caplog.messages == ["waiting for the database: connection refused"] * 3
    assert clock.now == pytest.approx(0.25 + 0.5 + 1)


def test_gives_up_at_the_limit() -> None:
    clock = Clock()
    with pytest.raises(DependencyTimeoutError, match="database did not answer within 5 s"):
        wait_for([failing(1_000)], 5, clock.sleep, lambda: clock.now)
    assert clock.now == pytest.approx(5, abs=0.1)


def test_ends_a_start_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        wait_or_exit([failing(1_000)], 0)
    assert caught.value.code == 1
    assert capsys.readouterr().err == (
        "cannot start: the database did not answer within 0 s: connection refused\n"
    )
