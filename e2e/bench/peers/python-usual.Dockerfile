# What most people write first: one stage on python:slim, pip as it is, the whole folder.
FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
EXPOSE 8000
CMD ["gunicorn"]
