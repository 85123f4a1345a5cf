"""Whose certificates a client trusts: the stores it reads, and the variables that take their place or add to them."""

from enum import StrEnum

from tui.domain.record import Record

SSL_CERT_FILE = "SSL_CERT_FILE"
SSL_CERT_DIR = "SSL_CERT_DIR"
CURL_CA_BUNDLE = "CURL_CA_BUNDLE"
REQUESTS_CA_BUNDLE = "REQUESTS_CA_BUNDLE"
NODE_EXTRA_CA_CERTS = "NODE_EXTRA_CA_CERTS"
# Variables for a file of certificates, in the order in which another client's is worth a try.
CA_FILES = (SSL_CERT_FILE, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE)
TRUST_VARIABLES = frozenset({*CA_FILES, SSL_CERT_DIR})


class Store(StrEnum):
    """A list of issuers that is there without any variable; the values are the words for it."""

    SYSTEM = "the operating system's store"
    MOZILLA = "the list of public issuers that comes with it"


class Trust(Record):
    """Whom a client trusts: the first variable of `replaced_by` that is set, else its stores; `added_by` comes on top.

    `is_read_at_once` tells that a file is read when the client is made, even where no TLS is spoken.
    """

    stores: tuple[Store, ...] = ()
    replaced_by: tuple[str, ...] = ()
    added_by: tuple[str, ...] = ()
    is_read_at_once: bool = False


# Measured on loopback with a private issuer: anthropic 0.40 and 2.12 (httpx, httpx2), Node 20, curl 7.88.
PYTHON_TRUST = Trust((Store.SYSTEM,), (SSL_CERT_FILE, SSL_CERT_DIR), is_read_at_once=True)
OLD_PYTHON_TRUST = Trust((Store.MOZILLA,), (SSL_CERT_FILE, SSL_CERT_DIR), is_read_at_once=True)
NODE_TRUST = Trust((Store.MOZILLA,), added_by=(NODE_EXTRA_CA_CERTS,))
CURL_TRUST = Trust((Store.SYSTEM,), (CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR))
# code.claude.com/docs: network-config; the system's store counts since 2.1.101.
CLAUDE_CODE_TRUST = Trust((Store.MOZILLA, Store.SYSTEM), added_by=(NODE_EXTRA_CA_CERTS,))
# httpcore 1's `default_ssl_context`, which checks a proxy that speaks TLS itself.
_OLD_PYTHON_TRUST_IN_PROXY = Trust((Store.SYSTEM, Store.MOZILLA), added_by=(SSL_CERT_FILE,))


def trust_in_proxy(trust: Trust | None) -> Trust | None:
    """Return whose certificates the client takes of a proxy that speaks TLS itself, where it trusts so in hosts."""
    return _OLD_PYTHON_TRUST_IN_PROXY if trust == OLD_PYTHON_TRUST else trust


def just(variable: str) -> Trust:
    """Return the trust in nothing but what this variable names."""
    return Trust(replaced_by=(variable,))
