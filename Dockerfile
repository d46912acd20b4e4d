# The portal as it runs behind a proxy. The same image is web, worker, beat and migrate: `scripts/start.sh` becomes one of them.
FROM python:3.13-slim-trixie

RUN apt-get update -qq \
    && apt-get install -qq --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 sto \
    && install -d -o sto /srv/sto /srv/media /srv/anker

WORKDIR /srv/sto
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/run.txt
COPY --chown=sto . .
USER sto
RUN python manage.py collectstatic --no-input --verbosity 0

ENV STORAGE_URL=file:///srv/media BIND=0.0.0.0:8000
EXPOSE 8000
ENTRYPOINT ["scripts/start.sh"]
CMD ["web"]
