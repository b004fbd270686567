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
COPY apt.txt /src/
RUN apt-get update \
 && xargs apt-get install -y --no-install-recommends < /src/apt.txt \
 && rm -rf /var/lib/apt/lists/* /src/apt.txt \
 && useradd --uid 1000 --create-home lkip
COPY --from=build /opt/lkip /opt/lkip
ENV PATH=/opt/lkip/bin:$PATH PYTHONUNBUFFERED=1
USER lkip
WORKDIR /data
ENTRYPOINT ["lkip"]
CMD ["--help"]
