# Halaman pemeriksaan lkj-audit dalam wadah; cara memakainya di docs/pemasangan.md.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY lkj_audit lkj_audit
RUN python -m venv /opt/lkj-audit \
    && /opt/lkj-audit/bin/pip install --no-cache-dir -c constraints.txt '.[ocr,web]'

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 lkj && install -d -o lkj -g lkj /data
COPY --from=build /opt/lkj-audit /opt/lkj-audit
ENV PATH=/opt/lkj-audit/bin:$PATH LKJ_AUDIT_STORE=/data/store.sqlite
USER 10001
VOLUME /data
EXPOSE 8017
ENTRYPOINT ["lkj-audit"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8017", "--data", "/data/serve", "--no-browser"]
