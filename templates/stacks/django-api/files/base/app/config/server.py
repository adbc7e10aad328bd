"""How the server runs."""

from dataclasses import dataclass, field

from app.config.cpus import available_cpus
from app.config.environment import Environment

LOG_LEVELS = ("debug", "info", "warning", "error", "critical")


@dataclass(frozen=True)
class ServerSettings:
    host: str
    port: int
    workers: int
    """Processes that serve."""
    threads: int
    """Requests that one of them serves at the same time."""
    drain_seconds: int
    """How long to keep serving after SIGTERM with readiness off, so that load balancers notice."""
    debug: bool
    secret_key: str = field(repr=False)
    log_level: str
    allowed_hosts: tuple[str, ...]
    cors_allowed_origins: tuple[str, ...]
    admin: bool
    """Whether /admin/ is there: a thing for people inside, which the outside need not see."""
    start_timeout_seconds: int
    """How long a start waits for what it needs."""


def read_server(environment: Environment) -> ServerSettings:
    debug = environment.boolean("DJANGO_DEBUG", default=False)
    cpus = min(available_cpus(), 4)
    whole = environment.integer
    return ServerSettings(
        host=environment.text("HOST", default="0.0.0.0", example="127.0.0.1"),  # noqa: S104
        port=whole("PORT", default=8000, minimum=1, maximum=65_535),
        workers=whole("WEB_CONCURRENCY", default=max(2, cpus), minimum=1, maximum=64),
        threads=whole("WEB_THREADS", default=4, minimum=1, maximum=64),
        drain_seconds=whole("SHUTDOWN_DRAIN_SECONDS", default=0, minimum=0, maximum=60),
        debug=debug,
        secret_key=environment.secret("SECRET_KEY", minimum=32),
        log_level=environment.choice("LOG_LEVEL", LOG_LEVELS, "info"),
        # The gateway routes by host; nothing here makes addresses of what a client calls this host.
        allowed_hosts=environment.texts("ALLOWED_HOSTS") or ("*",),
        cors_allowed_origins=_read_origins(environment),
        admin=environment.boolean("ADMIN_ENABLED", default=debug),
        start_timeout_seconds=whole("START_TIMEOUT_SECONDS", default=60, minimum=1, maximum=600),
    )


def _read_origins(environment: Environment) -> tuple[str, ...]:
    name = "CORS_ALLOWED_ORIGINS"
    origins = environment.texts(name)
    for origin in origins:
        scheme, separator, host = origin.partition("://")
        if scheme not in ("http", "https") or not separator or not host or "/" in host:
            fix = "write scheme, host and port alone, e.g. https://shop.example.com"
            environment.problem(name, f"has {origin!r}, which is no origin", fix)
    return origins
