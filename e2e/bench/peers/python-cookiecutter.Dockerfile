# The shape of cookiecutter-django's production image: uv and a compiler in the first stage, its environment with the
# application in the second, which installs the system's packages that translations and psycopg's sources want.
FROM python:3.13-slim-trixie AS build
RUN pip install uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
RUN apt-get update && apt-get install --no-install-recommends -y build-essential libpq-dev
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project --no-dev
COPY . /app
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev

FROM python:3.13-slim-trixie
WORKDIR /app
RUN groupadd --system django && useradd --no-log-init --system --gid=django --home-dir=/home/django django
RUN apt-get update && apt-get install --no-install-recommends -y libpq-dev gettext wait-for-it \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=django:django /app /app
RUN chown django:django /app
ENV PATH=/app/.venv/bin:$PATH
USER django
CMD ["gunicorn"]
