"""Addresses that services are bound to."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Does the address, or the name, reach this machine alone?"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
