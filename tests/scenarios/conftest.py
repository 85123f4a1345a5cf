from tests.oracle.conftest import sdk

__all__ = ["sdk"]
