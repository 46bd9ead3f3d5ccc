package dev.stageloom.benchmarks.glue;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.spark.GlueInvocation;
import dev.stageloom.runtime.spark.StageEncoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A way of reading the input, transforming it and writing the output. */
enum Arm {
  /** As a generated entry point does it. */
  STAGELOOM {
    @Override
    void run(SparkSession spark, Query query, OutputLocation input, OutputLocation output) {
      GlueInvocation invocation =
          GlueInvocation.start(
              spark,
              output.stage(),
              new String[] {
                "--execution-id", output.executionId(),
                "--input-bucket", input.bucket(),
                "--input-key", input.key(),
                "--output-bucket", output.bucket(),
                "--output-key", output.key(),
                "--current-stage", output.stage(),
                "--previous-stage", input.stage()
              });
      var items = invocation.input().dataset(StageEncoders.of(query.input().type()));
      var unused = invocation.write(query.transform(items));
    }
  },

  /** As one writes it with Spark alone, the schema given. */
  PLAIN {
    @Override
    void run(SparkSession spark, Query query, OutputLocation input, OutputLocation output) {
      StructType schema = StageEncoders.of(query.input().type()).schema();
      var items = spark.read().schema(schema).json(input.uri());
      query.transform(items).write().mode(SaveMode.Overwrite).json(output.uri());
    }
  };

  abstract void run(SparkSession spark, Query query, OutputLocation input, OutputLocation output);
}
