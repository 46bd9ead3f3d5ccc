package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * One reading of a table. Two readings of the same columns are equal, so that Spark may read once
 * for both.
 *
 * @param table the table
 * @param wanted the columns
 */
record JsonScan(JsonTable table, StructType wanted) implements SupportsReportStatistics, Batch {

  @Override
  public StructType readSchema() {
    return wanted;
  }

  @Override
  public String description() {
    return "Stageloom JSON " + table.name();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** The size lets Spark broadcast a small input in a join. */
  @Override
  public Statistics estimateStatistics() {
    long bytes = table.files().stream().mapToLong(InputFile::textLength).sum();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.empty();
      }
    };
  }

  @Override
  public InputPartition[] planInputPartitions() {
    SQLConf settings = table.spark().sessionState().conf();
    SplitPlanner planner =
        new SplitPlanner(
            settings.filesMaxPartitionBytes(),
            settings.filesOpenCostInBytes(),
            table.spark().sparkContext().defaultParallelism());
    return planner.plan(table.files(), this::isWhole).stream()
        .map(TaskSplits::new)
        .toArray(InputPartition[]::new);
  }

  /** Whether only one task can read a file: a JSON array, or one that is compressed. */
  private boolean isWhole(InputFile file) {
    Path path = new Path(file.uri());
    try (BufferedInputStream start =
        new BufferedInputStream(
            path.getFileSystem(table.spark().sparkContext().hadoopConfiguration()).open(path))) {
      return CompressedInput.formatOf(start) != Compression.NONE || Json.isArray(start);
    } catch (IOException e) {
      throw Storage.failure("read", file.uri(), e);
    }
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return table.readerFactory(wanted);
  }
}
