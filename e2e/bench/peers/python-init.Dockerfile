# The shape of what `docker init` writes for Python: one stage, pip with its cache, a user without privileges.
ARG PYTHON_VERSION=3.13
FROM python:${PYTHON_VERSION}-slim-trixie AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
ARG UID=10001
RUN useradd --no-log-init --home-dir=/nonexistent --no-create-home --shell=/usr/sbin/nologin --uid="${UID}" appuser
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    python -m pip install --requirement=requirements.txt
USER appuser
COPY . .
EXPOSE 8000
CMD ["gunicorn"]
