"""Which engine runs the work, by the name that an operator sets. Knows nothing of what the work is."""

from __future__ import annotations

from collections.abc import Callable

from jobstore.engine import Engine, ProcessEngine, ThreadEngine, Work
from jobstore.errors import SettingsError


def engine_by_name(name: str, work: Work, *, refusals: type[Exception], version: Callable[[], str]) -> Engine:
    """``process``, ``thread``, or a Dask scheduler's address (``dask://host:port``, ``dasks://`` with certificates).

    :param refusals: what ``work`` raises for input that it cannot use.
    :param version: what app and workers must agree on.
    :raises SettingsError: Dask is wanted and not installed.
    """
    if name.startswith("dask"):
        return _dask(name, work, refusals, version)
    return ThreadEngine(work, refusals=refusals) if name == "thread" else ProcessEngine()


def _dask(name: str, work: Work, refusals: type[Exception], version: Callable[[], str]) -> Engine:
    try:
        from jobstore.dask_engine import DaskEngine, Task  # an extra package, and slow to import
    except ImportError as error:
        raise SettingsError(
            f"ASI_ENGINE is {name!r}, but Dask is not installed; run pip install -r requirements-dask.txt."
        ) from error
    scheme, _, host = name.partition("://")
    task = Task(work=work, refusals=(refusals,), version=version)
    return DaskEngine(f"{'tls' if scheme == 'dasks' else 'tcp'}://{host}", task)
