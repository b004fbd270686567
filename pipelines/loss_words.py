"""Why a document, or a page of it, was lost, and what to do: in words for whoever runs the batch."""

from __future__ import annotations

from pipelines.engine import Loss, Outcome, Result, Task


def why_lost(lost: Outcome[Task, Result], subject: str = "it") -> str:
    """Why a task has no result: "page 7 needs more than 1.5 GB of memory; …"; `subject` is what it is said of."""
    match lost.loss:
        case Loss.TIMEOUT:
            return said_of_time(lost.detail)
        case Loss.CPU_TIME:
            return f"not finished after {lost.detail} of processor time; give it more (--cpu-time) or split the file"
        case Loss.MEMORY:
            return f"{subject} needs more than {lost.detail} of memory; give it more (--memory) or split the file"
        case Loss.OUTPUT:
            return f"{subject} gives more than {lost.detail} of values, as no report does; look at the file"
    if lost.detail == "SIGKILL":
        return "its reader was killed (SIGKILL), as machines do that run out of memory; try again with fewer --jobs"
    return f"its reader broke down ({lost.detail}); try again, or report it with the file"


def said_of_time(limit: str) -> str:
    """What is said of a document, or of pages, that took longer than the limit."""
    return f"not finished after {limit}; give it more time (--timeout) or split the file"
