"""Every command of the README is run: here when it is quick, else by CI."""

from __future__ import annotations

import json

import httpx
import pytest
from google.protobuf.json_format import ParseDict
from livekit.api import CreateSIPDispatchRuleRequest, CreateSIPInboundTrunkRequest

from agents.marketplace import ROSTER
from config import ROOT, Settings
from deploy.plan import make_plan
from tests.readme import document
from tests.readme.conftest import Checkout
from tests.scenarios import test_scenarios
from tests.scenarios.running.reading import files, read

CI = (ROOT / ".ci/run").read_text() + (ROOT / ".ci/smoke").read_text()
CHAT = (
    "printf 'hello\\nbye\\n' | .venv/bin/python -m channels.chat --json --phone '+1 415 555 0100'"
)
LIST = ".venv/bin/python -m agents"
ROUTE = "echo 'my parcel never came' | .venv/bin/python -m agents route"
TOKEN = "curl -X POST http://127.0.0.1:3001/token"
SERVER = ".venv/bin/python server.py"
WORKER = ".venv/bin/python agent.py start"
OPENAPI = ".venv/bin/python -m marketplace openapi > marketplace.json"
SERVE = ".venv/bin/python -m marketplace serve --port 3002"
OVER_THE_WIRE = "MARKETPLACE_URL=http://127.0.0.1:3002 make chat"
EXPORT = ".venv/bin/python -m marketplace export my-data"
IMPORT = ".venv/bin/python -m marketplace import my-data"
HEARD = ".venv/bin/python -m bench.understanding tests/understanding/sealed.yaml"
AIRLINE = "ROSTER=examples.airline make chat"
PET = "echo 'I need something for my pet' | ALLOW_BROWSING=true .venv/bin/python -m channels.chat"
KEY = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
LINES = ".venv/bin/python -m channels.phone setup --print"
SETUP = ".venv/bin/python -m channels.phone setup"
CALL = '.venv/bin/python -m channels.phone call "+1 415 555 0100" --reason "your call-back request"'
CALLBACKS = ".venv/bin/python -m channels.phone callbacks"
REPORTS = ".venv/bin/python -m conversations reports"
KEPT = ".venv/bin/python -m conversations kept"
NOT_CALLED = ".venv/bin/python -m channels.phone do-not-call list"
CALLER = '.venv/bin/python -m bench.caller --goal "'

A_LITTLE_OF = {
    "bench": ("--runs 1 --orders 100 --products 100", "handoff"),
    "bench.faults": ("--kind llm --trouble hang", "hang"),
    "bench.channel": ("--only 'G.711 µ-law'", "G.711"),
}
"""What `make bench` measures: how to measure less of it, and what is then shown."""

HERE = {
    *(CHAT, LIST, ROUTE, TOKEN, SERVER, OPENAPI, SERVE, OVER_THE_WIRE, KEY, EXPORT, IMPORT),
    *(AIRLINE, HEARD, LINES, CALLBACKS, NOT_CALLED, REPORTS, KEPT, "make bench"),
}
IN_OTHER_FILES = {PET, "make chat", SETUP, CALL}
"""Run by test_readme_recipes and test_readme_transcript, and by tests/phone."""
BY_CI = {"make run", "make lint", "make phone", "make test-all"}
PART_OF = {"make test": "make test-all", "make scenarios": "make test-all"}
"""The same tests, and no more than these."""
MADE_BY = {WORKER: "make run"}


def test_every_command_is_run_somewhere() -> None:
    caller = {command for command in document.commands() if command.startswith(CALLER)}
    run = HERE | IN_OTHER_FILES | BY_CI | PART_OF.keys() | MADE_BY.keys() | caller
    assert set(document.commands()) == run
    assert len(caller) == 1


def test_ci_runs_the_long_ones() -> None:
    said = CI.replace("--no-print-directory ", "")
    for command in BY_CI | set(PART_OF.values()) | set(MADE_BY.values()):
        assert f"{command} " in said or f"{command}\n" in said, command


def test_ci_has_the_simulated_caller_follow_the_same_goal() -> None:
    (command,) = [c for c in document.commands() if c.startswith(CALLER)]
    goal = command.removeprefix(CALLER).rstrip('"')
    assert f'goal="{goal}"' in CI
    assert '.venv/bin/python -m bench.caller --url "$url" --goal "$goal"' in CI


def test_make_run_starts_what_production_starts() -> None:
    plan = make_plan(Settings(_env_file=None), ROOT, None, takes_calls=True)
    started = [" ".join(service.command[1:]) for service in plan.services]
    for command in (SERVER, WORKER):
        wanted = command.removeprefix(".venv/bin/python ")
        assert any(line.startswith(wanted) for line in started), command


def test_make_test_is_a_part_of_make_test_all() -> None:
    makefile = (ROOT / "Makefile").read_text()
    quick = '\t$(PYTEST) $(SIDE_BY_SIDE) -m "not ({})"\n'
    assert quick.format("$(SLOW)") in makefile
    assert quick.format("$(LIVE)") + '\t$(PYTEST) -m "$(LIVE)"\n' in makefile
    assert "SLOW := $(LIVE) or " in makefile


def test_make_scenarios_is_a_part_of_make_test_all() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert "\t@$(BIN)/python -m tests.scenarios\n" in makefile
    assert read(files(), ROSTER) == test_scenarios.CASES


def test_chat_for_a_script(checkout: Checkout) -> None:
    lines = [json.loads(line) for line in checkout.run(CHAT).splitlines()]
    assert {line["type"] for line in lines} >= {"message", "action", "turn_end"}
    assert lines[-2]["role"] == "assistant"


def test_who_there_is(checkout: Checkout) -> None:
    shown = checkout.run(LIST)
    assert all(name in shown for name in ROSTER.agents)
    assert checkout.run(ROUTE).split("\t")[0] == "order_tracking"


def test_the_http_side_gives_tokens_and_serves_the_marketplace(checkout: Checkout) -> None:
    base = checkout.ours("http://127.0.0.1:3001")
    with checkout.running(SERVER, f"{base}/health"), httpx.Client(trust_env=False) as http:
        assert http.get(f"{base}/health").is_success
        _, _, method, url = checkout.ours(TOKEN).split()
        token = http.request(method, url)
        assert token.is_success
        assert token.json()["server_url"] == "ws://127.0.0.1:7880"
        assert token.json()["participant_token"]
        assert http.get(f"{base}/marketplace/products").status_code == httpx.codes.UNAUTHORIZED
        for nobody in (CALLBACKS, NOT_CALLED):
            assert not checkout.run(nobody)


def test_a_marketplace_of_ones_own(checkout: Checkout) -> None:
    checkout.run(OPENAPI)
    paths = json.loads((checkout.root / "marketplace.json").read_text())["paths"]
    assert any("{customer_id}" in path for path in paths)
    with checkout.running(SERVE, "http://127.0.0.1:3002/products"):
        assert "first name" in checkout.run(OVER_THE_WIRE, lines="hello\n")


def test_data_of_ones_own(checkout: Checkout) -> None:
    checkout.run(EXPORT)
    assert (checkout.root / "my-data").is_dir()
    checkout.run(IMPORT)


def test_the_lines_of_the_telephone(checkout: Checkout) -> None:
    (settings,) = [block.text for block in document.blocks("ini")]
    (checkout.root / ".env").write_text(settings)
    printed = checkout.run(LINES).replace("}\n{", "}\0{").split("\0")
    trunk, rule = (json.loads(entry) for entry in printed)
    assert ParseDict(trunk, CreateSIPInboundTrunkRequest()).trunk.allowed_addresses
    (agent,) = ParseDict(rule, CreateSIPDispatchRuleRequest()).dispatch_rule.room_config.agents
    assert agent.agent_name == Settings(_env_file=None).agent_name


def test_who_is_asked_for(checkout: Checkout) -> None:
    assert "all agents" in checkout.run(HEARD)


def test_other_agents_altogether(checkout: Checkout) -> None:
    assert "Airline-Wifi" in checkout.run(AIRLINE, lines="is there wifi on board\n")


def test_what_is_kept_of_a_conversation(checkout: Checkout) -> None:
    checkout.run(CHAT)
    assert "goodbye" in checkout.run(REPORTS)
    assert checkout.run(KEPT)


def test_a_key(checkout: Checkout) -> None:
    assert len(checkout.run(KEY).strip()) > 40


@pytest.mark.timeout(300)
def test_the_bench(checkout: Checkout) -> None:
    lines = checkout.recipe("bench")
    assert [line.rpartition(" ")[2] for line in lines] == list(A_LITTLE_OF)
    for line, (little, shown) in zip(lines, A_LITTLE_OF.values(), strict=True):
        assert shown in checkout.run(f"{line} {little}")
