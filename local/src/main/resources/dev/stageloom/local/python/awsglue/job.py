"""The Glue job."""

from typing import Any

from awsglue.context import GlueContext


class Job:
    """Has no bookmarks to keep here."""

    def __init__(self, glue_context: GlueContext) -> None:
        self.glue_context = glue_context

    def init(self, job_name: str, args: dict[str, Any] | None = None) -> None:
        """Would load the job's bookmarks."""

    def commit(self) -> None:
        """Would save the job's bookmarks."""
