"""What the README states is what the code says."""

from __future__ import annotations

import configparser
import csv
import re
from datetime import date

import yaml
from pydantic import AliasChoices, SecretStr

from agents.marketplace import ROSTER
from config import ROOT, Settings
from tests.readme import document

PACKAGES = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"wiring"}
"""Those that may not import all."""
SETTINGS = re.compile(r"[A-Z]{2,}(?:_[A-Z]+)+|PORT|HOST|ROSTER")


def setting(name: str) -> object:
    """The default of the setting that goes by a name."""
    for field, info in Settings.model_fields.items():
        alias = info.validation_alias
        known = alias.choices if isinstance(alias, AliasChoices) else [field.upper()]
        if name in known:
            return getattr(Settings(_env_file=None), field)
    raise LookupError(f"{name} is no setting")


def test_the_settings_have_these_names_and_defaults(clean_environment: None) -> None:
    for names, default, _ in document.table("setting", "default", "what it is"):
        for name in document.names(names):
            value = setting(name)
            written = value if not isinstance(value, bool) else str(value).lower()
            assert default == ("–" if value in (None, []) else f"`{written}`"), name


def test_every_setting_that_is_named_exists() -> None:
    named = {name for code in document.names(document.TEXT) for name in SETTINGS.findall(code)}
    for name in named:
        assert not isinstance(setting(name), SecretStr)


def test_the_sample_customers_are_those_of_the_sample_data() -> None:
    with (ROOT / "marketplace/sample/customers.csv").open() as file:
        known = {f"{row['first_name']} {row['last_name']}": row for row in csv.DictReader(file)}
    rows = document.table("customer", "phone", "born", "card · SSN", "try")
    for name, phone, born, digits, _ in rows:
        row = known[name]
        day = date.fromisoformat(row["born"])
        assert row["phone"] == "+1" + phone.replace(" ", "")
        assert born == f"{day:%B} {day.day}, {day.year}"
        assert digits == f"{row['card_last_four']} · {row['ssn_last_four']}"
    assert len(rows) == 5


def test_the_house_is_the_one_that_the_contracts_keep() -> None:
    rows = document.table("place", "question it answers", "may import")
    stated = {
        place.removesuffix("/"): set(document.names(may))
        for places, _, may in rows
        for place in document.names(places)
        if may != "all"
    }
    for package in PACKAGES - {"bench", "tests"}:
        assert stated[package] & PACKAGES == may_import(package), package
    without_config = set(contracts()["importlinter:contract:settings"]["source_modules"].split())
    for package in PACKAGES - {"bench", "tests"}:
        assert ("config" in stated[package]) == (package not in without_config), package


def contracts() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    return read


def may_import(package: str) -> set[str]:
    """The packages that no contract keeps one from importing."""
    allowed = set(contracts()["importlinter"]["root_packages"].split()) - {package}
    for name, contract in contracts().items():
        if contract.get("type") == "forbidden":
            if package in contract["source_modules"].split():
                allowed -= set(contract["forbidden_modules"].split())
        elif contract.get("type") == "layers":
            floors = [set(line.split(" | ")) for line in contract["layers"].strip().splitlines()]
            at = next((n for n, floor in enumerate(floors) if package in floor), None)
            if at is not None:
                allowed -= set().union(*floors[: at + 1])
        else:
            assert not contract.get("type"), name
    return allowed


def test_there_are_as_many_agents_as_it_says() -> None:
    assert "fourteen specialists" in document.TEXT
    assert len(ROSTER.agents) == 14


def test_the_ports_are_those_that_are_opened(clean_environment: None) -> None:
    told = document.TEXT.partition("**Ports**")[2].partition("\n- ")[0]
    kept = yaml.safe_load((ROOT / "livekit.yaml").read_text())
    numbers = {setting("PORT"), setting("WORKER_PORT"), kept["port"]}
    numbers |= {kept["rtc"]["tcp_port"], kept["rtc"]["udp_port"]}
    assert set(map(int, re.findall(r"\b\d{4}\b", told))) == numbers


def test_the_picture_shows_the_floors_of_the_house() -> None:
    (path,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", document.TEXT)
    drawn = set(re.findall(r">([^<>]+)</text>", (ROOT / path).read_text()))
    for package in PACKAGES - {"bench", "tests", "deploy", "examples"}:
        assert f"{package}/" in drawn


def test_every_file_that_is_named_is_there() -> None:
    made = {"tools/gifts.py", "agents/gifts.py", "agents/prompts/gifts.md"}
    made |= {"data/secrets.json", "logs/customer-service.log", "logs/error.log", ".env", "data/"}
    code = [text for text in document.names(document.TEXT) if re.fullmatch(r"[\w./-]+", text)]
    named = {text for text in code if re.search(r"/$|^\.\w|/[\w-]+\.\w+$|\.(py|md|yaml)$", text)}
    for path in named - made:
        assert (
            (ROOT / path).exists()
            or (ROOT / "agents" / path).exists()
            or (ROOT / "tools" / path).exists()
        ), path
