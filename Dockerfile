# syntax of the plain builder; no build arguments, no secrets
FROM debian:trixie-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
COPY requirements.lock /src/
RUN python3 -m venv /opt/lkip \
 && /opt/lkip/bin/pip install --no-cache-dir --require-hashes -r /src/requirements.lock
COPY pyproject.toml /src/
COPY extract /src/extract
COPY layouts /src/layouts
COPY pipelines /src/pipelines
RUN /opt/lkip/bin/pip install --no-cache-dir --no-deps /src \
 && /opt/lkip/bin/pip uninstall -y --quiet pip \
 && find /opt/lkip -name tests -type d -prune -exec rm -rf {} +

FROM debian:trixie-slim
LABEL org.opencontainers.image.title="lkip" \
      org.opencontainers.image.description="LKIP performance reports (PDF) to tables of values that can be trusted" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.base.name="debian:trixie-slim"
COPY apt.txt /src/
RUN apt-get update \
 && xargs apt-get install -y --no-install-recommends < /src/apt.txt \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/* /var/log/* /src/apt.txt \
 && useradd --uid 1000 --create-home lkip
COPY --from=build /opt/lkip /opt/lkip
COPY sbom.py /src/
RUN mkdir -p /usr/share/doc/lkip \
 && /opt/lkip/bin/python /src/sbom.py > /usr/share/doc/lkip/sbom.cdx.json \
 && rm /src/sbom.py
# Whatever user runs it: nothing of its own is written outside OUT and /tmp.
ENV PATH=/opt/lkip/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LKIP_OUT=/out DASK_TEMPORARY_DIRECTORY=/tmp
USER 1000:1000
WORKDIR /data
# Of a watch or a run into /out; jobs that end need no health.
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["lkip", "status", "/out", "--health"]
ENTRYPOINT ["lkip"]
CMD ["--help"]
