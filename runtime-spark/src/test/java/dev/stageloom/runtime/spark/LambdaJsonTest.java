package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a Lambda stage writes a Glue stage reads, and the other way round. The class is public for
 * the generated adapters of its records.
 */
@ExtendWith(TestCluster.class)
public class LambdaJsonTest {

  public enum Priority {
    HIGH,
    LOW
  }

  @Json
  public record Line(String article, int quantity) {}

  @Json
  public record Order(
      boolean flag,
      byte tiny,
      short small,
      int medium,
      long large,
      float single,
      double real,
      Integer boxed,
      String text,
      BigDecimal decimal,
      BigInteger integer,
      LocalDate date,
      LocalDateTime dateTime,
      Instant instant,
      Duration duration,
      Priority priority,
      Optional<String> note,
      List<Line> lines,
      Map<String, Line> byArticle,
      Line main) {}

  private static final JsonType<Order> ORDERS = Jsonb.instance().type(Order.class);

  private static final List<Order> ITEMS =
      List.of(
          new Order(
              true,
              (byte) 7,
              (short) -2,
              Integer.MIN_VALUE,
              Long.MAX_VALUE,
              // Exact, as the Lambda runtime writes a float with the digits of a double.
              0.5f,
              1e-7,
              5,
              "Grüße \"世界\" \\ 🌍\n\t/",
              new BigDecimal("1234567890.5"),
              new BigInteger("-12345678901234567890123456789012345678"),
              LocalDate.of(2026, 2, 28),
              LocalDateTime.of(2026, 11, 23, 14, 5),
              Instant.parse("2026-11-23T14:05:00.000001Z"),
              Duration.ofSeconds(-93_784, 500_000_000),
              Priority.LOW,
              Optional.of("a note"),
              List.of(new Line("a", 1), new Line("ü", 2)),
              Map.of("🌍", new Line("a", 1)),
              new Line("main", 3)),
          new Order(
              false,
              (byte) 0,
              (short) 0,
              0,
              0,
              0,
              -0.0,
              null,
              null,
              new BigDecimal("0"),
              BigInteger.ZERO,
              LocalDate.of(1, 1, 1),
              LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
              Instant.parse("1582-10-01T00:00:00.5Z"),
              Duration.ZERO,
              null,
              Optional.empty(),
              List.of(),
              Map.of(),
              null));

  /** A decimal has Spark's scale after a Glue stage, and none of its zeros after a Lambda stage. */
  private static void same(List<Order> actual) {
    assertThat(actual)
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .build())
        .containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  @Test
  void aGlueStageReadsWhatALambdaStageWrites(TestCluster.Running cluster) throws IOException {
    String lines = ITEMS.stream().map(ORDERS::toJson).collect(Collectors.joining("\n"));

    Execution execution = cluster.newExecution().withInput(lines);

    same(execution.start().input().dataset(StageEncoders.of(Order.class)).collectAsList());
  }

  @Test
  void aLambdaStageReadsWhatAGlueStageWrites(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    Dataset<Order> orders =
        execution.spark().createDataset(ITEMS, StageEncoders.of(Order.class)).repartition(2);

    execution.start().write(orders);

    same(execution.outputLines().stream().map(ORDERS::fromJson).toList());
  }

  @Test
  void theirLinesAreTheSame(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput(ITEMS.stream().map(ORDERS::toJson).collect(Collectors.joining("\n")));
    GlueInvocation invocation = execution.start();
    invocation.write(invocation.input().dataset(StageEncoders.of(Order.class)).coalesce(1));

    assertThat(execution.outputLines())
        .containsExactlyElementsOf(ITEMS.stream().map(ORDERS::toJson).toList());
  }
}
