"""A Python that finds this on its path reaches this machine only; other connections are refused."""

import ipaddress
import socket

_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _is_here(host):
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _check(family, address):
    if family != getattr(socket, "AF_UNIX", None) and not _is_here(address[0]):
        raise PermissionError(f"the tests are offline: no connection to {address!r}")


def connect(self, address):
    _check(self.family, address)
    return _connect(self, address)


def connect_ex(self, address):
    _check(self.family, address)
    return _connect_ex(self, address)


def getaddrinfo(host, *rest, **options):
    _check(None, (host,))
    return _getaddrinfo(host, *rest, **options)


socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = connect, connect_ex, getaddrinfo
