"""Where a server may listen: this machine freely, beyond it only protected, and a taken port says so."""

import os
import socket

import pytest

from zencho.entry.listening import (
    AddressNotProtected,
    PortTaken,
    find_listener,
    is_loopback,
    listen,
    refuse_unprotected,
)
from zencho.kernel.settings import Settings


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
def test_loopback_needs_nothing(host: str) -> None:
    assert is_loopback(host)
    refuse_unprotected(Settings(host=host))


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.0.2.1", "", "city.example.jp", "localhost.evil.example"]
)
def test_beyond_this_machine_is_refused_without_protection(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(AddressNotProtected):
        refuse_unprotected(Settings(host=host))


@pytest.mark.parametrize(
    "protection", [{"tls_cert": "cert.pem", "tls_key": "key.pem"}, {"behind_proxy": "192.0.2.10"}]
)
def test_beyond_this_machine_is_right_when_protected(protection: dict[str, str]) -> None:
    refuse_unprotected(Settings(host="0.0.0.0", **protection))


def test_a_certificate_without_its_key_protects_nothing() -> None:
    with pytest.raises(AddressNotProtected):
        refuse_unprotected(Settings(host="0.0.0.0", tls_cert="cert.pem"))


def test_loopback_means_both_families_on_one_port() -> None:
    sockets = listen("127.0.0.1", 0, command="{port}")
    ports = {each.getsockname()[1] for each in sockets}
    families = [each.family for each in sockets]
    has_both = os.path.exists("/proc/net/if_inet6")
    for each in sockets:
        each.close()
    assert len(ports) == 1
    assert families[0] == socket.AF_INET
    assert families[1:] == ([socket.AF_INET6] if has_both else [])


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_taken_port_names_who_has_it_and_the_way_out(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as other:
        other.bind((address, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as refused:
            listen("127.0.0.1", port, command="make demo PORT={port}")
        found = find_listener(port)
    assert found is not None
    assert found[0] == os.getpid()
    assert refused.value.params["port"] == str(port)
    assert refused.value.params["retry"] == f"make demo PORT={port + 1}"
    assert str(os.getpid()) in refused.value.params["holder"]


def test_nobody_listens_on_a_free_port() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound, not listening
        assert find_listener(free.getsockname()[1]) is None
