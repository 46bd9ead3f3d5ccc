"""The Glue context."""

from pyspark.context import SparkContext
from pyspark.sql import SparkSession


class GlueContext:
    """Holds the Spark session, as Glue's own class does."""

    def __init__(self, spark_context: SparkContext) -> None:
        self.spark_context = spark_context
        self.spark_session = SparkSession.builder.getOrCreate()

    def get_logger(self) -> object:
        """Spark's logger."""
        return self.spark_session._jvm.org.slf4j.LoggerFactory.getLogger("awsglue")
