# The portal as it runs behind a proxy. The same image serves the web and the worker.
FROM python:3.13-slim-bookworm

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 sto \
    && install -d -o sto /srv/sto /srv/media

WORKDIR /srv/sto
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/run.txt
COPY --chown=sto . .
USER sto
RUN python manage.py collectstatic --no-input --verbosity 0

ENV PYTHONUNBUFFERED=1 STORAGE_URL=file:///srv/media
EXPOSE 8000
CMD ["gunicorn", "sto_portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4"]
