"""What Stageloom's generated Glue jobs share: arguments, stage outputs on S3, logging.

Needs nothing but what AWS Glue 4.0 and later have: Python 3.10, PySpark and awsglue. PySpark and
awsglue are imported when a job starts, so that the rest can be used and tested without them.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time as clock_time, timezone
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, DataFrameWriter, SparkSession
    from pyspark.sql.types import StructType

CONTRACT = (
    "execution-id",
    "input-bucket",
    "input-key",
    "output-bucket",
    "output-key",
    "current-stage",
    "previous-stage",
)
"""The arguments that the workflow's state machine passes to every job."""

EXECUTION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

SUCCESS_MARKER = "_SUCCESS"

MARKER_VERSION = 1

HADOOP_LIST_LIMIT = 100
"""The most files that the marker of Hadoop's S3A committers lists."""

METRIC_SECONDS = 5.0
"""How long to wait for the count of what was read: Spark gives none for what it did not run."""


class StageError(Exception):
    """Why a stage cannot go on, and what to do about it."""


class InvalidArgumentsError(StageError):
    """The job was started with arguments that it cannot work with."""


class MissingOutputError(StageError):
    """The output of an earlier stage is not there."""


class OutputNotCommittedError(StageError):
    """The output of an earlier stage is not there completely yet."""


class InvalidDataError(StageError):
    """The output of an earlier stage cannot be read, or the own one cannot be written."""


@dataclass(frozen=True)
class StageContext:
    """What a stage may know of its execution."""

    execution_id: str
    current_stage: str
    previous_stage: str | None
    workflow_bucket: str


@dataclass(frozen=True)
class Argument:
    """A value of the execution's input that a stage takes.

    ``convert`` raises ValueError for a text that is not ``words``, such as "a LocalDate".
    """

    name: str
    words: str
    convert: Callable[[str], Any]
    default: str | None = None


def integer(low: int | None = None, high: int | None = None) -> Callable[[str], int]:
    """Converts to an int between two bounds, which are allowed themselves."""

    def convert(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]+", text):
            raise ValueError(text)
        value = int(text)
        if (low is not None and value < low) or (high is not None and value > high):
            raise ValueError(text)
        return value

    return convert


def boolean(text: str) -> bool:
    """Converts "true" and "false"."""
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def decimal(text: str) -> Decimal:
    """Converts to a Decimal."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error


def instant(text: str) -> datetime:
    """Converts a time with its offset, such as 2024-01-15T10:30:00Z, to microseconds."""
    value = datetime.fromisoformat(_python_time(text))
    if value.tzinfo is None:
        raise ValueError(text)
    return value


def local_date_time(text: str) -> datetime:
    """Converts a time without an offset, such as 2024-01-15T10:30:00, to microseconds."""
    value = datetime.fromisoformat(_python_time(text))
    if value.tzinfo is not None:
        raise ValueError(text)
    return value


def local_time(text: str) -> clock_time:
    """Converts a time of day, such as 10:30:00, to microseconds."""
    return clock_time.fromisoformat(_python_time(text))


def list_of(convert: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    """Converts the items of ``a,b`` or ``["a", "b"]``; nothing at all is an empty list."""

    def convert_items(text: str) -> list[Any]:
        return [convert(item) for item in _items(text.strip())]

    return convert_items


def _items(text: str) -> list[str]:
    if not text.startswith("["):
        return [item.strip() for item in text.split(",")] if text else []
    # Numbers stay as they were written.
    items = json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    texts = [str(item).lower() if isinstance(item, bool) else item for item in items]
    if not all(isinstance(item, str) for item in texts):
        raise ValueError(text)
    return texts


def _refuse(text: str) -> None:
    raise ValueError(text)


def one_of(*constants: str) -> Callable[[str], str]:
    """Converts to one of an enum's constants."""

    def convert(text: str) -> str:
        if text not in constants:
            raise ValueError(text)
        return text

    return convert


def _python_time(text: str) -> str:
    """Writes what java.time writes as Python 3.10 reads it: no Z, no zone, three or six digits."""
    text = re.sub(r"\[.*\]$", "", text)
    text = re.sub(r"Z$", "+00:00", text)
    return re.sub(
        r"\.([0-9]+)", lambda digits: "." + (digits[1] + "000000")[:6], text, count=1
    )


def parse_arguments(
    stage: str, argv: Sequence[str], arguments: Sequence[Argument]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Reads a job run's arguments.

    Returns the contract's values by their names, and the stage's by theirs. Glue's own arguments,
    such as JOB_NAME, are in the first. Raises InvalidArgumentsError with all that is wrong.
    """
    problems: list[str] = []
    given = _name_values(argv, problems)
    for name in ("execution-id", "output-bucket", "output-key", "current-stage"):
        _require(name, given, problems)
    if any(name in given for name in ("previous-stage", "input-bucket", "input-key")):
        for name in ("previous-stage", "input-bucket", "input-key"):
            _require(name, given, problems)
    execution_id = given.get("execution-id", "")
    if execution_id and (
        not EXECUTION_ID.fullmatch(execution_id) or ".." in execution_id
    ):
        problems.append(
            f'--execution-id: "{execution_id}" cannot be part of an S3 path: use 1 to 80 letters,'
            " digits, '.', '_' and '-', start with a letter or digit, and leave out '..'"
        )
    current = given.get("current-stage", "")
    if current and current != stage:
        problems.append(
            f'--current-stage is "{current}", but this job was made for stage "{stage}": start'
            " that stage's own job"
        )
    values: dict[str, Any] = {}
    for argument in arguments:
        text = given.get(argument.name, argument.default)
        if text is None:
            problems.append(
                f"--{argument.name} is missing: the execution's input must have"
                f' "{argument.name}", {argument.words}'
            )
            continue
        try:
            values[argument.name] = argument.convert(text)
        except ValueError:
            problems.append(
                f'--{argument.name} is "{text}", which is not {argument.words}'
            )
    if problems:
        raise InvalidArgumentsError(
            f"the Glue job of stage {stage} cannot start: {'; '.join(problems)}. The workflow's"
            " state machine passes these arguments; a job that is started by hand needs them too"
        )
    return given, values


def _name_values(argv: Sequence[str], problems: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    words = list(argv)
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            continue  # Glue leaves some of its own values without a name.
        name, equals, value = word[2:].partition("=")
        if not equals:
            if words and not words[0].startswith("--"):
                value = words.pop(0)
        if name in given and given[name] != value:
            problems.append(
                f'--{name} is given twice, as "{given[name]}" and as "{value}"'
            )
        given[name] = value
    return given


def _require(name: str, given: dict[str, str], problems: list[str]) -> None:
    if not given.get(name, "").strip():
        problems.append(f"--{name} {'has no value' if name in given else 'is missing'}")


def output_uri(bucket: str, execution_id: str, stage: str) -> str:
    """The place of a stage's output."""
    return f"s3://{bucket}/executions/{execution_id}/{stage}/output.json"


def output_places(uri: str) -> tuple[str, str]:
    """The places that an output may be at, by the URI of either: of JSON, and of Parquet."""
    base = re.sub(r"\.(json|parquet)$", "", uri)
    return f"{base}.json", f"{base}.parquet"


def committed_parts(marker: str, dataset_uri: str) -> list[str] | None:
    """The URIs of the part files that a _SUCCESS marker lists; None if it means every file."""
    if not marker.strip():
        return None
    try:
        content = json.loads(marker)
    except ValueError as error:
        raise _unknown_marker(dataset_uri, "it is not JSON") from error
    if not isinstance(content, dict):
        raise _unknown_marker(dataset_uri, "it is neither Stageloom's nor Hadoop's")
    if "stageloom" in content:
        if content["stageloom"] != MARKER_VERSION:
            raise _unknown_marker(
                dataset_uri, "it was written by a newer version of Stageloom"
            )
        names = [part["name"] for part in content.get("parts", [])]
    elif isinstance(content.get("filenames"), list):
        if len(content["filenames"]) >= HADOOP_LIST_LIMIT:
            return None
        bucket_uri = dataset_uri[: dataset_uri.index("/", len("s3://"))]
        uris = [f"{bucket_uri}/{name.lstrip('/')}" for name in content["filenames"]]
        if not all(uri.startswith(dataset_uri + "/") for uri in uris):
            raise _unknown_marker(dataset_uri, "it lists a file outside the dataset")
        names = [uri[len(dataset_uri) + 1 :] for uri in uris]
    else:
        raise _unknown_marker(dataset_uri, "it is neither Stageloom's nor Hadoop's")
    for name in names:
        if not name or name.startswith("/") or ".." in name.split("/"):
            raise _unknown_marker(dataset_uri, "it lists a file outside the dataset")
    return [f"{dataset_uri}/{name}" for name in names]


def _unknown_marker(dataset_uri: str, problem: str) -> InvalidDataError:
    return InvalidDataError(
        f"the marker {dataset_uri}/{SUCCESS_MARKER} cannot be understood: {problem}"
    )


def job_options(given: Mapping[str, str]) -> dict[str, str]:
    """The arguments under the names by which Glue's Job looks for its own, such as
    job_bookmark_option: with underscores, as Glue's getResolvedOptions gives them.
    """
    return {name.replace("-", "_"): value for name, value in given.items()}


class GlueStage:
    """One run of a stage as a Glue job: its session, its inputs and its output.

    A context manager: it logs the run's start and end, commits the Glue job when the stage has
    succeeded, and lets the stage's exceptions pass, so that the run fails.
    """

    def __init__(
        self, name: str, argv: Sequence[str], arguments: Sequence[Argument] = ()
    ) -> None:
        self._start = time.monotonic()
        self._name = name
        try:
            self._given, self.arguments = parse_arguments(name, argv, arguments)
        except InvalidArgumentsError as error:
            self._log({"event": "stage.failed", "stage": name, **_failure(error)})
            raise
        self.context = StageContext(
            execution_id=self._given["execution-id"],
            current_stage=name,
            previous_stage=self._given.get("previous-stage"),
            workflow_bucket=self._given["output-bucket"],
        )
        self._inputs: list[str] = []
        self._read_counts: list[Callable[[], int | None]] = []
        self._output: str | None = None
        self._written = 0
        self._job: Any = None
        self.spark: SparkSession

    def __enter__(self) -> GlueStage:
        self._log_start()
        from awsglue.context import GlueContext
        from awsglue.job import Job
        from pyspark.context import SparkContext

        glue = GlueContext(SparkContext.getOrCreate())
        self.spark = glue.spark_session
        self.spark.conf.set("spark.sql.session.timeZone", "UTC")
        self._job = Job(glue)
        self._job.init(
            self._given.get("JOB_NAME", self._name), job_options(self._given)
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        event: dict[str, Any] = {
            "event": "stage.failed" if error else "stage.completed",
            "stage": self._name,
            "executionId": self.context.execution_id,
            "previousStage": self.context.previous_stage,
        }
        if error:
            event.update(_failure(error))
        else:
            self._job.commit()
            counts = [count() for count in self._read_counts]
            event["inputs"] = self._inputs
            event["output"] = self._output
            event["recordsRead"] = (
                None if None in counts else sum(count or 0 for count in counts)
            )
            event["recordsWritten"] = self._written
        event["durationMillis"] = round((time.monotonic() - self._start) * 1000)
        self._log(event)

    def read_input(
        self, schema: StructType | None = None, values: bool = False
    ) -> DataFrame:
        """Reads the previous stage's output.

        With a schema nothing is inferred, and a line that does not fit it is an error. Without
        one, Spark reads the data once to find its columns. With values, each line is not an
        object but the value of the schema's one column.
        """
        if self.context.previous_stage is None:
            raise InvalidArgumentsError(
                f"stage {self._name} reads an input, but the job was started without"
                " --previous-stage, --input-bucket and --input-key"
            )
        uri = f"s3://{self._given['input-bucket']}/{self._given['input-key']}"
        return self._read(uri, self.context.previous_stage, schema, values)

    def read_output(
        self, stage: str, schema: StructType | None = None, values: bool = False
    ) -> DataFrame:
        """Reads the output of an earlier stage of the same execution."""
        uri = output_uri(self.context.workflow_bucket, self.context.execution_id, stage)
        return self._read(uri, stage, schema, values)

    def write_output(self, data: DataFrame, compression: str = "none") -> None:
        """Writes the stage's output: part files, and at last the marker that commits them.

        The compression is "none" or "gzip".
        """
        json_uri, parquet_uri = self._output_places()

        def write(writer: DataFrameWriter, uri: str) -> None:
            writer = writer.option("ignoreNullFields", "false")
            writer.option("compression", compression).json(uri)

        self._write(data, json_uri, write)
        self._delete_object(json_uri)
        self._delete_object(f"{parquet_uri}/{SUCCESS_MARKER}")

    def write_parquet(self, data: DataFrame, compression: str | None = None) -> None:
        """Writes the stage's output as Parquet, which Glue stages can read.

        The compression is "gzip", "zstd" or, without one, Spark's default.
        """
        json_uri, parquet_uri = self._output_places()

        def write(writer: DataFrameWriter, uri: str) -> None:
            if compression is not None:
                writer = writer.option("compression", compression)
            writer.parquet(uri)

        self._write(data, parquet_uri, write)
        self._delete_object(json_uri)
        self._delete_object(f"{json_uri}/{SUCCESS_MARKER}")

    def write_single_object(self, data: DataFrame, compression: str = "none") -> None:
        """Writes the stage's output as one object, in the order of its rows.

        The workers write part files, and the driver puts them together: all data goes through it
        once, in constant memory. The compression is "none" or "gzip".
        """
        json_uri, parquet_uri = self._output_places()
        folder = f"{json_uri.removesuffix('.json')}.parts/run-{uuid.uuid4().hex}"

        def write(writer: DataFrameWriter, uri: str) -> None:
            writer = writer.option("ignoreNullFields", "false")
            writer.option("compression", compression).json(uri)

        parts = self._write_parts(data, folder, write)
        self._join([f"{folder}/{name}" for name, _ in parts], json_uri)
        self._output = json_uri
        self._delete_object(f"{json_uri}/{SUCCESS_MARKER}")
        self._delete_object(f"{parquet_uri}/{SUCCESS_MARKER}")
        files, path = self._file_system(folder)
        files.delete(path, True)

    def _output_places(self) -> tuple[str, str]:
        return output_places(
            f"s3://{self._given['output-bucket']}/{self._given['output-key']}"
        )

    def _write_parts(
        self,
        data: DataFrame,
        folder: str,
        write: Callable[[DataFrameWriter, str], None],
    ) -> list[tuple[str, int]]:
        """Writes part files, and returns their names and sizes in the order of the rows."""
        from pyspark.sql import DataFrame

        if not isinstance(data, DataFrame):
            raise InvalidDataError(
                f"transform of stage {self._name} has returned"
                f" {type(data).__name__}: return a DataFrame"
            )
        counted, count = self._observed(data, "written")
        write(counted.write, folder)
        self._written = count() or 0
        return self._list(folder)

    def _write(
        self, data: DataFrame, uri: str, write: Callable[[DataFrameWriter, str], None]
    ) -> None:
        run = f"run-{uuid.uuid4().hex}"
        parts = self._write_parts(data, f"{uri}/{run}", write)
        marker = {
            "stageloom": MARKER_VERSION,
            "stage": self._name,
            "records": self._written,
            "parts": [{"name": f"{run}/{name}", "bytes": size} for name, size in parts],
        }
        self._put(f"{uri}/{SUCCESS_MARKER}", json.dumps(marker))
        self._output = uri

    def _read(
        self, uri: str, writer: str, schema: StructType | None, values: bool
    ) -> DataFrame:
        files, is_parquet = self._find(uri, writer)
        self._inputs.append(uri)
        if not files:
            from pyspark.sql.types import StructType as Struct

            return self.spark.createDataFrame([], schema or Struct([]))
        if is_parquet:
            data = self._read_parquet(files, schema, writer)
        elif values and schema is not None:
            data = self._read_values(files, schema)
        else:
            data = self._read_objects(files, schema)
        counted, count = self._observed(data, "read")
        self._read_counts.append(count)
        return counted

    def _read_objects(self, files: list[str], schema: StructType | None) -> DataFrame:
        reader = self.spark.read.option("mode", "FAILFAST")
        if schema is not None:
            reader = reader.schema(schema)
        if len(files) == 1 and self._begins_with(files[0], "["):
            reader = reader.option("multiLine", "true")
        return reader.json(files)

    def _read_values(self, files: list[str], schema: StructType) -> DataFrame:
        """Reads lines that are values as objects with one field."""
        from pyspark.sql import functions

        name = schema.fieldNames()[0]
        line = functions.concat(
            functions.lit(json.dumps({name: 0})[:-2]), "value", functions.lit("}")
        )
        parsed = functions.from_json(line, schema, {"mode": "FAILFAST"}).alias("item")
        return self.spark.read.text(files).select(parsed).select("item.*")

    def _read_parquet(
        self, files: list[str], schema: StructType | None, writer: str
    ) -> DataFrame:
        """Reads the columns of the schema, or all that are there."""
        from pyspark.sql import functions

        data = self.spark.read.parquet(*files)
        if schema is None:
            return data
        missing = [name for name in schema.fieldNames() if name not in data.columns]
        if missing:
            raise InvalidDataError(
                f"stage {self._name} cannot read the Parquet output of stage {writer}: it has no"
                f" column {', '.join(missing)}"
            )
        return data.select(
            [functions.col(f"`{f.name}`").cast(f.dataType) for f in schema.fields]
        )

    def _observed(
        self, data: DataFrame, what: str
    ) -> tuple[DataFrame, Callable[[], int | None]]:
        """Counts rows while they pass, without a second run over the data."""
        from pyspark.sql import Observation, functions

        observation = Observation(f"stageloom {what} {uuid.uuid4().hex}")
        counted = data.observe(
            observation, functions.count(functions.lit(1)).alias("records")
        )

        def count() -> int | None:
            found: list[int] = []
            waiting = threading.Thread(
                target=lambda: found.append(observation.get["records"]), daemon=True
            )
            waiting.start()
            waiting.join(METRIC_SECONDS)
            return found[0] if found else None

        return counted, count

    def _find(self, uri: str, writer: str) -> tuple[list[str], bool]:
        """The files of a stage's output, and whether they are Parquet.

        They are its one object, or else the committed parts of a dataset.
        """
        json_uri, parquet_uri = output_places(uri)
        if self._is_file(json_uri):
            return [json_uri], False
        places = (json_uri, parquet_uri)
        for place in places:
            marker = f"{place}/{SUCCESS_MARKER}"
            if self._is_file(marker):
                parts = committed_parts(self._text(marker), place)
                if parts is None:
                    parts = [f"{place}/{name}" for name, _ in self._list(place)]
                return parts, place == parquet_uri
        for place in places:
            if self._exists(place):
                raise OutputNotCommittedError(
                    f"stage {self._name} cannot read {place}: the dataset has no"
                    f" {SUCCESS_MARKER}, so stage {writer} has not finished writing it, or has"
                    " failed. Run it again"
                )
        raise MissingOutputError(
            f"stage {self._name} reads {uri}, which does not exist: stage {writer} should"
            " have written it. Check that it ran in this execution"
        )

    def _exists(self, uri: str) -> bool:
        files, path = self._file_system(uri)
        return bool(files.exists(path))

    def _is_file(self, uri: str) -> bool:
        files, path = self._file_system(uri)
        return files.exists(path) and bool(files.getFileStatus(path).isFile())

    def _file_system(self, uri: str) -> tuple[Any, Any]:
        path = self.spark._jvm.org.apache.hadoop.fs.Path(uri)
        return path.getFileSystem(self.spark._jsc.hadoopConfiguration()), path

    def _list(self, uri: str) -> list[tuple[str, int]]:
        """The names and sizes of the files in a folder; Spark hides those with _ or . first."""
        files, path = self._file_system(uri)
        return sorted(
            (status.getPath().getName(), status.getLen())
            for status in files.listStatus(path)
            if not status.getPath().getName().startswith(("_", "."))
        )

    def _text(self, uri: str) -> str:
        files, path = self._file_system(uri)
        stream = files.open(path)
        try:
            return self.spark._jvm.org.apache.commons.io.IOUtils.toString(
                stream, "UTF-8"
            )
        finally:
            stream.close()

    def _begins_with(self, uri: str, text: str) -> bool:
        """Whether a file's first character that is not white space is a certain one."""
        files, path = self._file_system(uri)
        stream = files.open(path)
        try:
            byte = stream.read()
            while byte in (0x20, 0x09, 0x0A, 0x0D):
                byte = stream.read()
            return byte == ord(text)
        finally:
            stream.close()

    def _join(self, uris: list[str], target: str) -> None:
        """Writes one object of several; joined gzip files are one gzip file."""
        files, path = self._file_system(target)
        builder = files.createFile(path)
        builder.overwrite(True)
        builder.recursive()
        # Spares S3A the question whether a dataset has the object's name.
        builder.opt("fs.s3a.create.performance", True)
        output = builder.build()
        try:
            for uri in uris:
                part = files.open(self._file_system(uri)[1])
                try:
                    self.spark._jvm.org.apache.hadoop.io.IOUtils.copyBytes(
                        part, output, 1 << 20, False
                    )
                finally:
                    part.close()
        except BaseException:
            # Closing would make the half object appear.
            if output.hasCapability("fs.capability.outputstream.abortable"):
                output.abort()
            raise
        output.close()

    def _put(self, uri: str, text: str) -> None:
        files, path = self._file_system(uri)
        stream = files.create(path, True)
        try:
            stream.write(bytearray(text, "utf-8"))
        finally:
            stream.close()

    def _delete_object(self, uri: str) -> None:
        """Removes what the stage has written in another form: it might hide the output."""
        if self._is_file(uri):
            files, path = self._file_system(uri)
            files.delete(path, False)

    def _log_start(self) -> None:
        previous = self.context.previous_stage
        started = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        print("=== Glue Job Started ===")
        print(f"Job Name: {self._given.get('JOB_NAME', 'none')}")
        print(f"Execution ID: {self.context.execution_id}")
        print(f"Current Stage: {self._name}")
        print(f"Previous Stage: {previous or 'none'}")
        print(f"Timestamp: {started}")
        self._log(
            {
                "event": "stage.started",
                "stage": self._name,
                "executionId": self.context.execution_id,
                "previousStage": previous,
            }
        )

    @staticmethod
    def _log(event: dict[str, Any]) -> None:
        print(json.dumps(event, ensure_ascii=False))
        sys.stdout.flush()


def _failure(error: BaseException) -> dict[str, str]:
    kind = type(error)
    return {"error": f"{kind.__module__}.{kind.__qualname__}", "message": str(error)}
