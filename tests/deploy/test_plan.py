"""Which services a machine runs, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from config import Settings, SettingsError
from deploy.child import Service
from deploy.phone import Telephone
from deploy.plan import Plan, make_plan

ROOT = Path(__file__).parents[2]
PROGRAM = Path("livekit-server")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def plan(directory: Path, *, program: Path | None = PROGRAM, **values: object) -> Plan:
    settings = Settings(_env_file=None, data_dir=directory, **values)  # type: ignore[arg-type]
    return make_plan(settings, ROOT, program, takes_calls=program is not None)


def service(of: Plan, name: str) -> Service:
    return next(service for service in of.services if service.name == name)


def flags(service: Service) -> dict[str, str]:
    words = service.command[1:]
    return dict(zip(words[::2], words[1::2], strict=True))


def test_by_default_all_three_on_their_usual_ports(tmp_path: Path) -> None:
    made = plan(tmp_path)
    assert [service.name for service in made.services] == ["LiveKit server", "HTTP side", "worker"]
    assert {(port.number, port.kind) for port in made.ports} == {
        (7880, "tcp"),
        (7881, "tcp"),
        (7882, "udp"),
        (3001, "tcp"),
        (8081, "tcp"),
    }
    assert service(made, "LiveKit server").health == "http://127.0.0.1:7880"


def test_another_local_port_moves_the_media_ports_along(tmp_path: Path) -> None:
    made = plan(tmp_path, livekit_url="ws://localhost:9000")
    given = flags(service(made, "LiveKit server"))
    assert given["--port"] == "9000"
    assert given["--rtc.tcp_port"] == "9001"
    assert given["--udp-port"] == "9002"


def test_the_key_is_handed_over_as_quoted_yaml_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not for the LiveKit server")
    made = plan(tmp_path, livekit_api_key="1001", livekit_api_secret="12345678")
    environment = service(made, "LiveKit server").environment
    assert yaml.safe_load(environment["LIVEKIT_KEYS"]) == {"1001": "12345678"}
    assert set(environment) == {"PATH", "LIVEKIT_KEYS"}


def test_without_a_secret_it_gets_the_one_that_is_kept(tmp_path: Path) -> None:
    environment = service(plan(tmp_path), "LiveKit server").environment
    kept = json.loads((tmp_path / "secrets.json").read_text())["livekit_secret"]
    assert yaml.safe_load(environment["LIVEKIT_KEYS"]) == {"marketplace": kept}


def test_a_server_elsewhere_needs_its_secret(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="LIVEKIT_API_SECRET"):
        plan(tmp_path, livekit_url="wss://calls.example.com")


def test_without_a_livekit_server_there_is_no_worker(tmp_path: Path) -> None:
    made = plan(tmp_path, program=None)
    assert [service.name for service in made.services] == ["HTTP side"]
    assert [port.number for port in made.ports] == [3001]


def test_port_zero_becomes_one_that_the_services_are_told(tmp_path: Path) -> None:
    made = plan(tmp_path, port=0, worker_port=0)
    environment = service(made, "worker").environment
    assert made.http_url == f"http://127.0.0.1:{environment['PORT']}"
    assert service(made, "worker").health is None
    assert "0" not in {environment["PORT"], environment["WORKER_PORT"]}


@pytest.mark.parametrize(
    ("host", "reached"),
    [("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("10.1.2.3", "10.1.2.3")],  # noqa: S104
)
def test_a_server_that_listens_everywhere_is_reached_on_loopback(
    tmp_path: Path, host: str, reached: str
) -> None:
    assert plan(tmp_path, host=host).http_url == f"http://{reached}:3001"


TELEPHONE = Telephone(Path("livekit-sip"), Path("redis-server"), 5060, 6399, 8099)


def test_with_a_telephone_the_livekit_server_and_livekit_sip_meet_in_redis(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    made = make_plan(settings, ROOT, PROGRAM, takes_calls=True, telephone=TELEPHONE)
    names = [service.name for service in made.services]
    assert names == ["Redis", "LiveKit server", "telephone", "HTTP side", "worker"]
    assert flags(service(made, "LiveKit server"))["--redis-host"] == "127.0.0.1:6399"
    told = json.loads(service(made, "telephone").environment["SIP_CONFIG_BODY"])
    assert told["redis"] == {"address": "127.0.0.1:6399"}
    assert told["sip_port"] == 5060


def test_without_one_the_rest_runs_and_it_is_said_why(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    made = make_plan(settings, ROOT, PROGRAM, takes_calls=True, telephone="not built")
    assert [service.name for service in made.services] == ["LiveKit server", "HTTP side", "worker"]
    assert "--redis-host" not in service(made, "LiveKit server").command
    assert made.telephone == "not built"
