"""After installation nothing needs the network, and the tests see to it."""

import socket
import subprocess
import sys

import pytest

OUTSIDE = ("192.0.2.1", 443)


@pytest.mark.parametrize("attempt", ["connect", "connect_ex"])
def test_a_connection_to_the_outside_is_refused(attempt):
    with socket.socket() as one, pytest.raises(PermissionError, match="offline"):
        getattr(one, attempt)(OUTSIDE)


def test_a_name_outside_is_not_looked_up():
    with pytest.raises(PermissionError, match="offline"):
        socket.create_connection(("example.org", 443))


def test_a_connection_to_this_machine_goes_through():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_python_that_a_test_starts_is_offline_too():
    attempt = f"import socket; socket.create_connection({OUTSIDE!r})"
    ran = subprocess.run([sys.executable, "-c", attempt], capture_output=True, text=True, timeout=60)
    assert "the tests are offline" in ran.stderr
