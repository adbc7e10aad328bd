"""Reads variables of the environment and gathers every problem instead of stopping at the first."""

from collections.abc import Mapping
from pathlib import Path

from app.config.problem import ConfigError, ConfigProblem

_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off"})


class Environment:
    """Empty text counts as unset. A reading with a problem answers a value of the right type."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._problems: list[ConfigProblem] = []

    def problem(self, variable: str, what: str, fix: str) -> None:
        self._problems.append(ConfigProblem(variable, what, fix))

    def demand_no_problems(self) -> None:
        if self._problems:
            raise ConfigError(self._problems)

    def given(self, name: str) -> str:
        return self._variables.get(name, "").strip()

    def text(self, name: str, *, example: str, default: str | None = None) -> str:
        value = self.given(name) or default
        if value is None:
            self.problem(name, "is not set", f"set it, e.g. {name}={example}")
            return ""
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Separated by commas; none where it is unset."""
        return tuple(part for text in self.given(name).split(",") if (part := text.strip()))

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.given(name) or default
        if value not in choices:
            self.problem(name, f"is {value!r}", f"set it to one of {', '.join(choices)}")
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.given(name).lower()
        if value and value not in _TRUE | _FALSE:
            self.problem(name, f"is {value!r}", "set it to true or false")
        return value in _TRUE if value else default

    def integer(self, name: str, *, default: int, minimum: int, maximum: int) -> int:
        value = self.given(name) or str(default)
        if value.isascii() and value.isdigit() and minimum <= int(value) <= maximum:
            return int(value)
        fix = f"set it to a whole number from {minimum} to {maximum}, e.g. {name}={default}"
        self.problem(name, f"is {value!r}", fix)
        return default

    def secret(self, name: str, *, minimum: int = 1, may_be_empty: bool = False) -> str:
        """From the file that NAME_FILE names, as secrets are mounted, or from NAME.

        Where it may be empty, `NAME=` says that there is none, and nothing at all is a problem.
        """
        file, value = self.given(f"{name}_FILE"), self.given(name)
        if file and value:
            self.problem(name, f"is set, and {name}_FILE too", "keep one of the two")
            return value
        if file:
            value = self._read_secret(f"{name}_FILE", file)
        elif not value and not (may_be_empty and name in self._variables):
            fix = f"set {name}_FILE to a file that holds it, or {name} to the value itself"
            self.problem(name, "is not set", fix)
        if value and len(value) < minimum:
            self.problem(name, "is too short", f"use {minimum} characters or more")
        return value

    def _read_secret(self, variable: str, file: str) -> str:
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text"
            self.problem(variable, f"names {file}, which cannot be read: {reason}", "mount it")
            return ""
        if not value:
            self.problem(variable, f"names {file}, which is empty", "write the secret into it")
        return value
