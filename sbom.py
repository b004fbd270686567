"""Print what stands in this environment and on this system as a software bill of materials (CycloneDX 1.6, JSON).

Python distributions come from their own metadata, Debian packages from dpkg. The image holds what this prints while it
is built, as /usr/share/doc/lkip/sbom.cdx.json; `make sbom` prints it for a checkout. The standard library alone is
used: the image gets nothing for this that its bill would have to name.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from urllib.parse import quote

Component = dict[str, object]

DPKG_FIELDS = "${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\n"
SELF = "lkip"


def main() -> None:
    """Print the bill."""
    found = sorted([*python_components(), *debian_components()], key=lambda one: str(one["bom-ref"]))
    whole = next((one for one in found if one["name"] == SELF), {"type": "application", "name": SELF})
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**whole, "type": "application"}},
        "components": [one for one in found if one["name"] != SELF],
    }
    json.dump(bill, sys.stdout, indent=1, sort_keys=True)
    print()


def python_components() -> Iterator[Component]:
    """Every installed distribution once, with its licence as it states it."""
    by_name = {distribution.name.lower().replace("_", "-"): distribution for distribution in distributions()}
    for name, distribution in by_name.items():
        yield _component(
            name, distribution.version, f"pkg:pypi/{quote(name)}@{quote(distribution.version)}"
        ) | _licence(distribution)


def debian_components() -> Iterator[Component]:
    """Every installed Debian package; none on another system."""
    if shutil.which("dpkg-query") is None:
        return
    listed = subprocess.run(["dpkg-query", "-W", f"-f={DPKG_FIELDS}"], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        status, name, version, architecture = line.split("\t")
        if status == "installed":
            yield _component(name, version, f"pkg:deb/debian/{quote(name)}@{quote(version)}?arch={architecture}")


def _component(name: str, version: str, purl: str) -> Component:
    return {"type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl}


def _licence(distribution: Distribution) -> Component:
    fields = distribution.metadata
    if expression := fields.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    classified = [field.rpartition(" :: ")[2] for field in fields.get_all("Classifier") or () if "License ::" in field]
    # The field of old metadata can hold the whole text of a licence.
    names = classified or [name for name in [fields.get("License", "")] if name and len(name) < 80]
    return {"licenses": [{"license": {"name": name}} for name in names]} if names else {}


if __name__ == "__main__":
    main()
