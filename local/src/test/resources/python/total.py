"""Sums orders by customer."""

from pyspark.sql import DataFrame
from pyspark.sql.functions import count, lit
from pyspark.sql.functions import sum as total

from stageloom_glue import StageContext


def transform(orders: DataFrame, context: StageContext) -> DataFrame:
    """One row for each customer; none of them may have ordered nothing."""
    if context.execution_id == "fails":
        raise ValueError("no totals today")
    return orders.groupBy("customer").agg(
        count(lit(1)).alias("orders"), total("cents").alias("cents")
    )
