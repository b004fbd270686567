"""What surrounds the program in a container agrees with the program: labels, compose file, bill of materials."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent


def test_the_image_is_labelled_with_the_version_of_the_program() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f'org.opencontainers.image.version="{version}"' in (ROOT / "Dockerfile").read_text()


def test_no_service_may_more_than_it_needs() -> None:
    """Read-only, no capabilities, no way out, and nobody is root; inputs cannot be written."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    networks = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service.get("network_mode") == "none" or all(networks[name]["internal"] for name in service["networks"])
        assert all(mount.endswith(":ro") for mount in service.get("volumes", []) if ":/in" in mount)
    assert re.search(r"^USER (?!0|root)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


@pytest.fixture(scope="module")
def bill() -> dict[str, list[dict[str, object]]]:
    """What `make sbom` prints here."""
    done = subprocess.run([sys.executable, ROOT / "sbom.py"], capture_output=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_the_bill_names_python_and_debian_packages_once(bill: dict[str, list[dict[str, object]]]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    places = [str(one["purl"]) for one in bill["components"]]
    assert len(places) == len(set(places))
    assert any(place.startswith("pkg:pypi/pypdfium2@") for place in places)
    if Path("/var/lib/dpkg/status").exists():
        assert any(place.startswith("pkg:deb/debian/base-files@") for place in places)
