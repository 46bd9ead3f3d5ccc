package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.StageSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parquet datasets, single objects, and the sizes of parts. */
@ExtendWith(TestCluster.class)
class OutputFormsTest {

  public enum Kind {
    NEW,
    OLD
  }

  public record Address(String city, Optional<String> street) {}

  public record Customer(
      long id,
      Optional<String> name,
      Kind kind,
      BigDecimal balance,
      LocalDate since,
      Instant seen,
      List<Address> addresses,
      Map<String, Integer> scores) {}

  public record Line(String article, int quantity) {}

  public record WideLine(String article, long quantity, Optional<String> note) {}

  public record PricedLine(String article, double price) {}

  public record TextLine(String article, LocalDate quantity) {}

  private static final Encoder<Line> LINE = StageEncoders.of(Line.class);

  private static Dataset<Line> lines(SparkSession spark, int from, int to, int partitions) {
    return spark
        .range(from, to, 1, partitions)
        .selectExpr("concat('ä', id) AS article", "CAST(id AS INT) AS quantity")
        .as(LINE);
  }

  private static GlueInput output(Execution execution) {
    return execution.start().output(Execution.STAGE);
  }

  private static List<Integer> quantities(Execution execution) {
    return output(execution).dataset(LINE).collectAsList().stream().map(Line::quantity).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static String parquet(Execution execution) {
    return execution.output().key().replace("output.json", "output.parquet") + "/";
  }

  @Test
  void writesAndReadsParquet(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Customer ada =
        new Customer(
            1,
            Optional.of("Ada"),
            Kind.OLD,
            new BigDecimal("12.500000000000000000"),
            LocalDate.of(2026, 11, 23),
            Instant.parse("2026-11-23T10:15:30.123456Z"),
            List.of(new Address("Köln", Optional.empty())),
            Map.of("a", 1));
    Customer bob =
        new Customer(
            2,
            Optional.empty(),
            Kind.NEW,
            new BigDecimal("0E-18"),
            LocalDate.EPOCH,
            Instant.EPOCH,
            List.of(),
            Map.of());
    Encoder<Customer> encoder = StageEncoders.of(Customer.class);

    StageSummary summary =
        execution
            .start()
            .writeParquet(execution.spark().createDataset(List.of(ada, bob), encoder).coalesce(1));

    assertThat(summary.recordsWritten()).isEqualTo(2);
    assertThat(summary.output())
        .isEqualTo(execution.output().uri().replace("output.json", "output.parquet"));
    assertThat(cluster.names(parquet(execution)))
        .hasSize(2)
        .contains("_SUCCESS")
        .anyMatch(name -> name.matches("part-00000-0000-[0-9a-f-]{36}-\\d+\\.parquet"));
    assertThat(cluster.get(parquet(execution) + "_SUCCESS")).contains("\"records\":2");
    GlueInvocation reader = execution.start();
    Dataset<Customer> customers = reader.output(Execution.STAGE).dataset(encoder);
    assertThat(customers.collectAsList()).containsExactly(ada, bob);
    assertThat(reader.finish().recordsRead()).isEqualTo(2);
    assertThat(output(execution).rows().columns()).startsWith("id", "name", "kind");
  }

  @ParameterizedTest
  @CsvSource({"NONE, SNAPPY", "GZIP, GZIP", "ZSTD, ZSTD"})
  void compressionIsParquetsCodec(
      Compression compression, CompressionCodecName codec, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    GlueInvocation writer = execution.start();
    writer.compressOutput(compression);

    writer.writeParquet(lines(execution.spark(), 0, 1_000, 1));

    String name =
        cluster.names(parquet(execution)).stream()
            .filter(part -> part.endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    Path path = new Path("s3://" + TestCluster.BUCKET + "/" + parquet(execution) + name);
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                path, execution.spark().sparkContext().hadoopConfiguration()))) {
      assertThat(reader.getFooter().getBlocks().get(0).getColumns())
          .allMatch(column -> column.getCodec() == codec);
    }
    assertThat(quantities(execution)).isEqualTo(range(0, 1_000));
  }

  /** The library of stages in Python lets Spark write, which makes a folder. */
  @Test
  void parquetOfAStageInPythonIsRead(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    String dataset = "s3://" + TestCluster.BUCKET + "/" + parquet(execution);
    lines(execution.spark(), 0, 10, 1).write().parquet(dataset + "run-1");
    String name =
        cluster.names(parquet(execution) + "run-1/").stream()
            .filter(part -> part.endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    String marker =
        "{\"stageloom\": 1, \"records\": 10, \"parts\": [{\"name\": \"run-1/%s\", \"bytes\": 900}]}";
    cluster.put(parquet(execution) + "_SUCCESS", marker.formatted(name));

    GlueInvocation reader = execution.start();
    assertThat(reader.output(Execution.STAGE).dataset(LINE).count()).isEqualTo(10);
    assertThat(reader.finish().recordsRead()).isEqualTo(10);

    cluster.put(parquet(execution) + "_SUCCESS", marker.formatted("gone.parquet"));
    assertThatThrownBy(() -> output(execution).dataset(LINE))
        .isInstanceOf(MissingOutputException.class)
        .hasMessageContaining("run-1/gone.parquet");
  }

  @Test
  void parquetOfSimpleValuesAndWithoutItems(TestCluster.Running cluster) {
    Execution values = cluster.newExecution();
    values.start().writeParquet(values.spark().createDataset(List.of("a"), Encoders.STRING()));
    assertThat(output(values).dataset(StageEncoders.of(String.class)).collectAsList())
        .containsExactly("a");

    Execution empty = cluster.newExecution();
    StageSummary summary = empty.start().writeParquet(lines(empty.spark(), 0, 0, 2));
    assertThat(summary.recordsWritten()).isZero();
    assertThat(output(empty).dataset(LINE).collectAsList()).isEmpty();
    assertThat(output(empty).rows().columns()).containsExactly("article", "quantity");
  }

  @Test
  void columnsOfParquetAreFittedOrNamed(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    execution.start().writeParquet(lines(execution.spark(), 7, 8, 1));

    assertThat(output(execution).dataset(StageEncoders.of(WideLine.class)).collectAsList())
        .containsExactly(new WideLine("ä7", 7L, Optional.empty()));
    assertThatThrownBy(() -> output(execution).dataset(StageEncoders.of(PricedLine.class)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("stage HeavyEtlStage cannot read")
        .hasMessageContaining("column \"price\" is missing, but its type cannot be null");
    assertThatThrownBy(() -> output(execution).dataset(StageEncoders.of(TextLine.class)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("column \"quantity\" is of type INT, but must be of type DATE");
  }

  @Test
  void nestedColumnsOfParquetAreNamed(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    execution
        .start()
        .writeParquet(
            execution
                .spark()
                .sql(
                    "SELECT 1L AS id, 'OLD' AS kind, 1BD AS balance, DATE'2026-11-23' AS since,"
                        + " TIMESTAMP'2026-11-23T10:00:00Z' AS seen, map('a', 1) AS scores,"
                        + " array(named_struct('city', 5)) AS addresses"));

    Encoder<Customer> encoder = StageEncoders.of(Customer.class);
    assertThatThrownBy(() -> output(execution).dataset(encoder))
        .hasMessageContaining("column \"addresses[].city\" is of type INT")
        .hasMessageContaining("must be of type STRING");
  }

  @Test
  void nullThatTheTypeDoesNotAllowIsNotWrittenAsParquet(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Dataset<Line> typed =
        execution
            .spark()
            .range(1)
            .selectExpr("'a' AS article", "IF(id = 0, NULL, 1) AS quantity")
            .as(LINE);

    assertThatThrownBy(() -> execution.start().writeParquet(typed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("field \"quantity\" is null in an item of the result");
    assertThat(cluster.names(parquet(execution))).noneMatch(name -> name.startsWith("part-"));
    assertThatThrownBy(() -> output(execution).dataset(LINE))
        .isInstanceOf(OutputNotCommittedException.class);
  }

  @Test
  void readsParquetThatSparkItselfHasWritten(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    String uri = execution.output().uri().replace("output.json", "output.parquet");
    lines(execution.spark(), 0, 3, 1).write().parquet(uri);
    GlueInvocation reader = execution.start();

    assertThat(reader.output(Execution.STAGE).dataset(LINE).count()).isEqualTo(3);
    assertThat(reader.finish().recordsRead()).isEqualTo(-1);
  }

  @Test
  void parquetWithoutAMarkerIsNotCommitted(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    cluster.put(parquet(execution) + "part-0.parquet", "half");

    assertThatThrownBy(() -> output(execution).dataset(LINE))
        .isInstanceOf(OutputNotCommittedException.class)
        .hasMessageContaining("output.parquet: the dataset has no _SUCCESS");
  }

  @Test
  void aMissingPartOfParquetIsNamed(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    cluster.put(
        parquet(execution) + "_SUCCESS",
        "{\"stageloom\":1,\"parts\":[{\"name\":\"part-0.parquet\",\"records\":1,\"bytes\":9}]}");

    assertThatThrownBy(() -> output(execution).dataset(LINE))
        .isInstanceOf(MissingOutputException.class)
        .hasMessageContaining("output.parquet/part-0.parquet");
  }

  @Test
  void refusesWhatCannotBeParquet(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();

    assertThatThrownBy(
            () ->
                execution
                    .start()
                    .writeParquet(execution.spark().range(1).selectExpr("make_interval(1) AS i")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column \"i\" is of type INTERVAL");
    assertThatThrownBy(
            () ->
                execution
                    .start()
                    .writeParquet(execution.spark().range(1).selectExpr("id", "id AS ID")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two columns are named \"ID\"");
  }

  @Test
  void theLastFormWrittenIsTheOneThatIsRead(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    List<BiFunction<GlueInvocation, Dataset<Line>, StageSummary>> forms =
        List.of(
            GlueInvocation::write,
            GlueInvocation::writeParquet,
            GlueInvocation::writeSingleObject,
            GlueInvocation::writeParquet,
            GlueInvocation::write,
            GlueInvocation::writeSingleObject,
            GlueInvocation::write);
    for (int i = 0; i < forms.size(); i++) {
      StageSummary summary =
          forms.get(i).apply(execution.start(), lines(execution.spark(), i, i + 1, 1));

      assertThat(summary.recordsWritten()).isEqualTo(1);
      assertThat(quantities(execution)).as("after form %d", i).containsExactly(i);
    }
  }

  @Test
  void writesASingleObjectInOrder(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();

    StageSummary summary =
        execution.start().writeSingleObject(lines(execution.spark(), 0, 30_000, 7));

    assertThat(summary.recordsWritten()).isEqualTo(30_000);
    assertThat(summary.output()).isEqualTo(execution.output().uri());
    assertThat(cluster.names(execution.output().key())).containsExactly("");
    assertThat(cluster.get(execution.output().key()))
        .startsWith("{\"article\":\"ä0\",\"quantity\":0}\n{\"article\":\"ä1\",\"quantity\":1}\n")
        .endsWith("{\"article\":\"ä29999\",\"quantity\":29999}\n");
    assertThat(quantities(execution)).isEqualTo(range(0, 30_000));
  }

  @Test
  void aSingleObjectOfSimpleValuesAndWithoutItems(TestCluster.Running cluster) {
    Execution values = cluster.newExecution();
    values
        .start()
        .writeSingleObject(values.spark().createDataset(List.of("a", "b"), Encoders.STRING()));
    assertThat(cluster.get(values.output().key())).isEqualTo("\"a\"\n\"b\"\n");

    Execution empty = cluster.newExecution();
    assertThat(empty.start().writeSingleObject(lines(empty.spark(), 0, 0, 2)).recordsWritten())
        .isZero();
    assertThat(cluster.get(empty.output().key())).isEmpty();
    assertThat(quantities(empty)).isEmpty();
  }

  @Test
  void aFailureKeepsTheEarlierSingleObject(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    execution.start().writeSingleObject(lines(execution.spark(), 0, 1, 1));
    Dataset<Line> failing =
        lines(execution.spark(), 0, 100, 2)
            .map(
                (MapFunction<Line, Line>)
                    line -> {
                      if (line.quantity() == 99) {
                        throw new IllegalStateException("the stage's own");
                      }
                      return line;
                    },
                LINE);

    assertThatThrownBy(() -> execution.start().writeSingleObject(failing))
        .hasStackTraceContaining("the stage's own");
    assertThat(quantities(execution)).containsExactly(0);
  }

  @Test
  void aRetriedTaskWritesTheSingleObjectOnce(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Dataset<Line> flaky =
        lines(execution.spark(), 0, 100, 2)
            .map(
                (MapFunction<Line, Line>)
                    line -> {
                      if (line.quantity() == 70 && TaskContext.get().attemptNumber() == 0) {
                        throw new IllegalStateException("try again");
                      }
                      return line;
                    },
                LINE);

    assertThat(execution.start().writeSingleObject(flaky).recordsWritten()).isEqualTo(100);
    assertThat(quantities(execution)).isEqualTo(range(0, 100));
  }

  @Test
  void aLargeResultOfOneTaskIsDividedIntoParts(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution();
    SparkSession spark = execution.spark().newSession();
    spark.conf().set("spark.sql.files.maxPartitionBytes", 20_000);

    execution.start().write(lines(spark, 0, 3_000, 1));
    assertThat(execution.outputParts()).hasSizeBetween(3, 6);
    assertThat(quantities(execution)).isEqualTo(range(0, 3_000));

    execution.start().writeParquet(lines(spark, 0, 10_000, 1));
    assertThat(cluster.names(parquet(execution))).hasSizeBetween(4, 12);
    // Spark reads the largest files first.
    assertThat(quantities(execution).stream().sorted().toList()).isEqualTo(range(0, 10_000));
  }

  /** Without adaptive execution each of the 200 shuffle partitions would be a part. */
  @Test
  void aSmallInputDoesNotBecomeManyTinyParts(TestCluster.Running cluster) throws Exception {
    for (boolean adaptive : new boolean[] {true, false}) {
      Execution execution = cluster.newExecution();
      SparkSession spark = execution.spark().newSession();
      spark.conf().set("spark.sql.adaptive.enabled", adaptive);
      spark.conf().set("spark.sql.shuffle.partitions", 200);
      execution.withInput(
          String.join(
              "\n",
              IntStream.range(0, 1_000)
                  .mapToObj(i -> "{\"article\":\"a" + i + "\",\"quantity\":1}")
                  .toList()));
      GlueInvocation invocation = GlueInvocation.start(spark, Execution.STAGE, execution.args());
      Dataset<Row> totals =
          invocation
              .input()
              .dataset(LINE)
              .groupBy("article")
              .agg(functions.sum("quantity").cast("int").as("quantity"));

      StageSummary summary = invocation.write(totals);

      assertThat(summary.recordsWritten()).isEqualTo(1_000);
      assertThat(execution.outputParts()).as("adaptive: %s", adaptive).hasSizeBetween(1, 2);
    }
  }
}
