"""Which engine does the work of a run, by its settings."""

from __future__ import annotations

from pathlib import Path

from extract.errors import ToolError
from pipelines.engine import Engine, Limits
from pipelines.keys import Recipe
from pipelines.pool import LocalEngine
from pipelines.settings import EngineName, Settings


def engine_of(settings: Settings, recipe: Recipe, limits: Limits, *, folder: Path) -> Engine:
    """The engine that the settings name.

    Args:
        settings: Of the run.
        recipe: What it is made with; workers on other machines have to agree.
        limits: Of one task.
        folder: One that holds inputs, for workers on other machines to prove that they have them too.

    Raises:
        ToolError: dask.distributed is not installed.
    """
    if settings.engine is EngineName.LOCAL:
        return LocalEngine(settings.jobs, limits, settings.nice, settings.scratch_folder)
    try:
        # An extra, and slow to load.
        from pipelines.cluster import DaskEngine, WorkOrder
    except ModuleNotFoundError as error:
        hint = "pip install 'lkip[dask]', or leave --engine away"
        raise ToolError(f"{error.name} is not installed, which --engine dask needs", hint=hint) from error
    order = WorkOrder(settings, recipe.fingerprint, folder.absolute())
    return DaskEngine(settings.scheduler, settings.jobs, limits, order)
