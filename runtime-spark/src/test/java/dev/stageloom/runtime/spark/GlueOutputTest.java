package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stageloom.annotations.contract.StageSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
class GlueOutputTest {

  public record Line(String article, int quantity) {}

  private static Dataset<Line> lines(Execution execution, int from, int to, int partitions) {
    return execution
        .spark()
        .createDataset(
            IntStream.range(from, to).mapToObj(i -> new Line("ä" + i, i)).toList(),
            StageEncoders.of(Line.class))
        .repartition(partitions);
  }

  private static List<Integer> quantities(Execution execution) {
    return execution
        .start()
        .output(Execution.STAGE)
        .dataset(StageEncoders.of(Line.class))
        .collectAsList()
        .stream()
        .map(Line::quantity)
        .sorted()
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void writesPartsAndTheirMarker(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();

    StageSummary summary = execution.start().write(lines(execution, 0, 10, 2));

    assertThat(summary.stage()).isEqualTo("HeavyEtlStage");
    assertThat(summary.executionId()).isEqualTo(execution.id());
    assertThat(summary.output()).isEqualTo(execution.output().uri());
    assertThat(summary.recordsWritten()).isEqualTo(10);
    assertThat(summary.inputs()).isEmpty();
    assertThat(summary.recordsRead()).isZero();

    JsonNode marker = new ObjectMapper().readTree(cluster.get(execution.output().successKey()));
    assertThat(marker.get("stageloom").asInt()).isEqualTo(1);
    assertThat(marker.get("stage").asText()).isEqualTo("HeavyEtlStage");
    assertThat(marker.get("records").asInt()).isEqualTo(10);
    assertThat(marker.get("parts")).hasSize(2);
    long records = 0;
    for (JsonNode part : marker.get("parts")) {
      String name = part.get("name").asText();
      assertThat(name).matches("part-0000[01]-0000-[0-9a-f-]{36}-\\d+\\.json");
      String content = cluster.get(execution.output().datasetPrefix() + name);
      assertThat(content.getBytes(StandardCharsets.UTF_8)).hasSize(part.get("bytes").asInt());
      assertThat(content).endsWith("}\n");
      assertThat(content.lines()).hasSize(part.get("records").asInt());
      records += part.get("records").asLong();
    }
    assertThat(records).isEqualTo(10);
    assertThat(execution.outputLines()).contains("{\"article\":\"ä3\",\"quantity\":3}");
    assertThat(cluster.names(execution.output().datasetPrefix())).hasSize(3);
    assertThat(quantities(execution)).isEqualTo(range(0, 10));
  }

  @Test
  void emptyDatasetIsValid(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();

    assertThat(execution.start().write(lines(execution, 0, 0, 3)).recordsWritten()).isZero();

    assertThat(cluster.names(execution.output().datasetPrefix())).containsExactly("_SUCCESS");
    assertThat(quantities(execution)).isEmpty();
  }

  @Test
  void anEmptyDatasetReplacesTheOneBefore(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution.start().write(lines(execution, 0, 3, 1));

    execution.start().write(lines(execution, 0, 0, 1));

    assertThat(cluster.names(execution.output().datasetPrefix())).hasSize(2);
    assertThat(execution.outputParts()).isEmpty();
    assertThat(quantities(execution)).isEmpty();
  }

  @Test
  void emptyPartitionsHaveNoPart(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();

    execution
        .start()
        .write(
            lines(execution, 0, 9, 3).filter((FilterFunction<Line>) line -> line.quantity() == 4));

    assertThat(execution.outputParts()).hasSize(1);
    assertThat(quantities(execution)).containsExactly(4);
  }

  @Test
  void aSecondRunReplacesTheFirst(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution.start().write(lines(execution, 0, 10, 4));
    Dataset<Line> first =
        execution.start().output(Execution.STAGE).dataset(StageEncoders.of(Line.class));

    execution.start().write(lines(execution, 100, 103, 1));

    assertThat(quantities(execution)).containsExactly(100, 101, 102);
    assertThat(execution.outputParts()).hasSize(1);
    // Who began to read the first output reads all of it.
    assertThat(first.count()).isEqualTo(10);
  }

  @Test
  void aFailedRunLeavesTheOutputOfTheOneBefore(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution.start().write(lines(execution, 0, 10, 2));

    Dataset<Line> failing =
        lines(execution, 0, 10, 2)
            .map(
                (MapFunction<Line, Line>)
                    line -> {
                      if (line.quantity() == 7) {
                        throw new IllegalStateException("seven is refused");
                      }
                      return new Line("new", line.quantity());
                    },
                StageEncoders.of(Line.class));
    assertThatThrownBy(() -> execution.start().write(failing))
        .rootCause()
        .hasMessage("seven is refused");

    assertThat(execution.outputLines()).noneMatch(line -> line.contains("new"));
    assertThat(quantities(execution)).isEqualTo(range(0, 10));
  }

  @Test
  void aFailedFirstRunIsNotCommitted(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Dataset<Line> failing =
        lines(execution, 0, 10, 1)
            .map(
                (MapFunction<Line, Line>)
                    line -> {
                      if (line.quantity() == 9) {
                        throw new IllegalStateException("nine is refused");
                      }
                      return line;
                    },
                StageEncoders.of(Line.class));

    assertThatThrownBy(() -> execution.start().write(failing))
        .rootCause()
        .hasMessageContaining("nine");

    // The task that failed dropped its part, so that there is nothing at all.
    assertThat(cluster.names(execution.output().datasetPrefix())).isEmpty();
    assertThatThrownBy(() -> quantities(execution)).isInstanceOf(MissingOutputException.class);
  }

  /** Fails at the fifth item in a task's first two attempts. */
  private static final class FailsTwice implements Iterator<Line> {
    private final Iterator<Line> items;
    private final boolean fails = TaskContext.get().attemptNumber() < 2;
    private int count;

    FailsTwice(Iterator<Line> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Line next() {
      if (fails && ++count == 5) {
        throw new IllegalStateException("try again");
      }
      return items.next();
    }
  }

  @Test
  void aRetriedTaskWritesEachItemOnce(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    Dataset<Line> flaky =
        lines(execution, 0, 40, 4)
            .mapPartitions(
                (MapPartitionsFunction<Line, Line>) FailsTwice::new, StageEncoders.of(Line.class));

    StageSummary summary = execution.start().write(flaky);

    assertThat(summary.recordsWritten()).isEqualTo(40);
    assertThat(execution.outputParts()).hasSize(4);
    assertThat(cluster.names(execution.output().datasetPrefix())).hasSize(5);
    assertThat(quantities(execution)).isEqualTo(range(0, 40));
  }

  @Test
  void anObjectOfTheSameStageIsRemoved(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    cluster.put(execution.output().key(), "{\"article\":\"old\",\"quantity\":99}\n");
    assertThat(quantities(execution)).containsExactly(99);

    execution.start().write(lines(execution, 0, 3, 1));

    assertThat(cluster.exists(execution.output().key())).isFalse();
    assertThat(quantities(execution)).containsExactly(0, 1, 2);
  }

  @Test
  void rowsInAndOut(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput("{\"id\":\"a\",\"n\":1,\"tags\":[\"x\",null]}\n{\"id\":\"ü\",\"n\":2}\n");
    GlueInvocation invocation = execution.start();

    StageSummary summary =
        invocation.write(
            invocation.input().rows().selectExpr("id", "n * 2 AS twice", "tags").coalesce(1));

    assertThat(execution.outputLines())
        .containsExactly(
            "{\"id\":\"a\",\"twice\":2,\"tags\":[\"x\",null]}", "{\"id\":\"ü\",\"twice\":4}");
    assertThat(summary.recordsRead()).isEqualTo(2);
    assertThat(summary.inputs()).containsExactly(execution.input().uri());
  }

  @Test
  void allOfSparksTypesAsJson(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();

    execution
        .start()
        .write(
            execution
                .spark()
                .range(1)
                .selectExpr(
                    "CAST(12.50 AS DECIMAL(38,18)) AS decimal",
                    "CAST(0 AS DECIMAL(38,18)) AS zero",
                    "CAST(1e20 AS DECIMAL(38,0)) AS large",
                    "DATE'2026-11-23' AS date",
                    "TIMESTAMP'2026-11-23T14:05:00.123456Z' AS instant",
                    "TIMESTAMP'2026-11-23T14:05:00Z' AS whole",
                    "TIMESTAMP_NTZ'2026-11-23T14:05:00' AS dateTime",
                    "INTERVAL '1 02:03:04.5' DAY TO SECOND AS duration",
                    "INTERVAL '1-2' YEAR TO MONTH AS period",
                    "X'0102' AS bytes",
                    "map('a', 1, 'b', NULL) AS map",
                    "map(DATE'2026-11-23', true) AS byDay",
                    "named_struct('x', 1.5D, 'y', CAST(NULL AS INT)) AS struct",
                    "array(1, NULL) AS array",
                    "double('NaN') AS nan",
                    "float('-Infinity') AS infinite",
                    "NULL AS nothing",
                    "'\"\\\\\\n' AS quoted"));

    assertThat(execution.outputLines())
        .containsExactly(
            "{\"decimal\":12.5,\"zero\":0,\"large\":100000000000000000000,\"date\":\"2026-11-23\","
                + "\"instant\":\"2026-11-23T14:05:00.123456Z\",\"whole\":\"2026-11-23T14:05:00Z\","
                + "\"dateTime\":\"2026-11-23T14:05\",\"duration\":\"PT26H3M4.5S\","
                + "\"period\":\"P1Y2M\",\"bytes\":\"AQI=\",\"map\":{\"a\":1,\"b\":null},"
                + "\"byDay\":{\"2026-11-23\":true},\"struct\":{\"x\":1.5},\"array\":[1,null],"
                + "\"nan\":\"NaN\",\"infinite\":\"-Infinity\",\"quoted\":\"\\\"\\\\\\n\"}");
  }

  @Test
  void simpleValues(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution
        .start()
        .write(execution.spark().createDataset(List.of("a", "ü\n"), Encoders.STRING()).coalesce(1));

    assertThat(execution.outputLines()).containsExactly("\"a\"", "\"ü\\n\"");
    assertThat(
            execution
                .start()
                .output(Execution.STAGE)
                .dataset(StageEncoders.of(String.class))
                .collectAsList())
        .containsExactly("a", "ü\n");
  }

  @Test
  void ofATypedDatasetTheColumnsOfItsType(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    Dataset<Line> typed =
        execution
            .spark()
            .range(1)
            .selectExpr("1 AS more", "CAST(2 AS SMALLINT) AS quantity", "'a' AS article")
            .as(StageEncoders.of(Line.class));

    execution.start().write(typed);

    assertThat(execution.outputLines()).containsExactly("{\"article\":\"a\",\"quantity\":2}");
  }

  @Test
  void refusesWhatCannotBeJson(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Dataset<Row> twice = execution.spark().range(1).selectExpr("id", "id");
    assertThatThrownBy(() -> execution.start().write(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two columns are named \"id\"");

    Dataset<Row> interval =
        execution.spark().range(1).selectExpr("named_struct('i', make_interval(1)) AS s");
    assertThatThrownBy(() -> execution.start().write(interval))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "column \"s.i\" is of type INTERVAL, which cannot be written as JSON");

    Dataset<Row> map = execution.spark().range(1).selectExpr("map(array(1), 2) AS m");
    assertThatThrownBy(() -> execution.start().write(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column \"m\" is a map with keys of type ARRAY<INT>");

    assertThatThrownBy(() -> execution.start().write(null))
        .hasMessageContaining("stage HeavyEtlStage returned null instead of a dataset");
  }

  /** A left join makes nulls that the type's int has no place for. */
  @Test
  void nullThatTheTypeDoesNotAllow(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    Dataset<Line> typed =
        execution
            .spark()
            .range(1)
            .selectExpr("'a' AS article", "IF(id = 0, NULL, 1) AS quantity")
            .as(StageEncoders.of(Line.class));

    assertThatThrownBy(() -> execution.start().write(typed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("stage HeavyEtlStage cannot write " + execution.output().uri())
        .hasMessageContaining("field \"quantity\" is null in an item of the result");
  }

  @Test
  void countsWhatIsReadOnce(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution.withInput("{\"article\":\"a\",\"quantity\":1}\n{\"article\":\"b\",\"quantity\":2}\n");
    GlueInvocation invocation = execution.start();
    Dataset<Line> lines = invocation.input().dataset(StageEncoders.of(Line.class));
    Dataset<Line> unused = invocation.output("EtlStage").dataset(StageEncoders.of(Line.class));
    assertThat(unused.columns()).hasSize(2);

    assertThat(invocation.finish().recordsRead()).isZero();
    assertThat(lines.count()).isEqualTo(2);
    assertThat(lines.join(lines.toDF("a", "q"), functions.expr("article = a")).count())
        .isEqualTo(2);
    StageSummary summary = invocation.write(lines.union(lines));

    assertThat(summary.recordsRead()).isEqualTo(2);
    assertThat(summary.recordsWritten()).isEqualTo(4);
    assertThat(summary.inputs()).containsExactly(execution.input().uri(), execution.input().uri());
    StageSummary noOutput = invocation.finish();
    assertThat(noOutput.output()).isEmpty();
    assertThat(noOutput.recordsWritten()).isZero();
  }

  @Test
  void countsOfRetriedTasksAndOfPartlyReadInputs(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n".repeat(100));
    GlueInvocation invocation = execution.start();
    Dataset<Line> lines = invocation.input().dataset(StageEncoders.of(Line.class));

    Dataset<Line> flaky =
        lines.map(
            (MapFunction<Line, Line>)
                line -> {
                  if (TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("try again");
                  }
                  return line;
                },
            StageEncoders.of(Line.class));
    assertThat(invocation.write(flaky).recordsRead()).isEqualTo(100);

    GlueInvocation first = execution.start();
    List<Line> some = first.input().dataset(StageEncoders.of(Line.class)).takeAsList(3);
    assertThat(some).hasSize(3);
    assertThat(first.finish().recordsRead()).isBetween(3L, 100L);
  }
}
