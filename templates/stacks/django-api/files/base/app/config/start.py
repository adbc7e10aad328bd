"""The first step of every program of this service."""

import os
import sys

from app.config.config import Config, load_config
from app.config.problem import ConfigError, format_problems


def config_or_exit() -> Config:
    """The configuration, or the end with code 2 and one readable block."""
    try:
        return load_config(os.environ)
    except ConfigError as error:
        print(format_problems(error.problems), file=sys.stderr, flush=True)
        raise SystemExit(2) from None
