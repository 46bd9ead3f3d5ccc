package dev.stageloom.runtime.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The usual transformations of a Glue stage: filter, join with a second input, aggregate. */
@ExtendWith(TestCluster.class)
class TransformationsTest {

  public record Event(String customerId, String category, int score, Instant timestamp) {}

  public record Customer(String id, String country) {}

  public record EnrichedEvent(String customerId, int score, Optional<String> country) {}

  public record CategoryTotals(
      String category, long count, double avgScore, Instant latestTimestamp) {}

  private static final String EVENTS =
      """
      {"customerId":"c1","category":"a","score":70,"timestamp":"2026-11-23T10:00:00Z"}
      {"customerId":"c2","category":"a","score":50,"timestamp":"2026-11-23T11:00:00Z"}
      {"customerId":"c3","category":"b","score":90,"timestamp":"2026-11-23T12:00:00.5Z"}
      {"customerId":"c1","category":"a","score":60,"timestamp":"2026-11-23T13:00:00Z"}
      """;

  private static GlueInvocation started(TestCluster.Running cluster) throws Exception {
    Execution execution = cluster.newExecution().withInput(EVENTS);
    cluster.put(
        new OutputLocation(TestCluster.BUCKET, execution.id(), "CustomerStage").key(),
        "[{\"id\":\"c1\",\"country\":\"DE\"},{\"id\":\"c2\",\"country\":\"FR\"}]");
    return execution.start();
  }

  private static <T> List<T> output(GlueInvocation invocation, Class<T> type) {
    return invocation.output(Execution.STAGE).dataset(StageEncoders.of(type)).collectAsList();
  }

  @Test
  void filter(TestCluster.Running cluster) throws Exception {
    GlueInvocation invocation = started(cluster);
    Dataset<Event> events = invocation.input().dataset(StageEncoders.of(Event.class));

    StageSummary summary = invocation.write(events.filter(col("score").gt(50)));

    assertThat(summary.recordsRead()).isEqualTo(4);
    assertThat(summary.recordsWritten()).isEqualTo(3);
    assertThat(output(invocation, Event.class))
        .extracting(Event::score)
        .containsExactlyInAnyOrder(70, 90, 60);
  }

  @Test
  void leftJoinWithASecondInput(TestCluster.Running cluster) throws Exception {
    GlueInvocation invocation = started(cluster);
    Dataset<Event> events = invocation.input().dataset(StageEncoders.of(Event.class));
    Dataset<Customer> customers =
        invocation.output("CustomerStage").dataset(StageEncoders.of(Customer.class));

    StageSummary summary =
        invocation.write(
            events
                .join(customers, events.col("customerId").equalTo(customers.col("id")), "left")
                .as(StageEncoders.of(EnrichedEvent.class)));

    assertThat(summary.inputs()).hasSize(2).last().asString().contains("/CustomerStage/");
    assertThat(summary.recordsRead()).isEqualTo(6);
    assertThat(output(invocation, EnrichedEvent.class))
        .containsExactlyInAnyOrder(
            new EnrichedEvent("c1", 70, Optional.of("DE")),
            new EnrichedEvent("c2", 50, Optional.of("FR")),
            new EnrichedEvent("c3", 90, Optional.empty()),
            new EnrichedEvent("c1", 60, Optional.of("DE")));
  }

  @Test
  void aggregate(TestCluster.Running cluster) throws Exception {
    GlueInvocation invocation = started(cluster);
    Dataset<Row> events = invocation.input().rows();

    StageSummary summary =
        invocation.writeParquet(
            events
                .groupBy("category")
                .agg(
                    count(lit(1)).as("count"),
                    avg("score").as("avgScore"),
                    max(col("timestamp").cast("timestamp")).as("latestTimestamp")));

    assertThat(summary.recordsWritten()).isEqualTo(2);
    assertThat(output(invocation, CategoryTotals.class))
        .containsExactlyInAnyOrder(
            new CategoryTotals("a", 3, 60, Instant.parse("2026-11-23T13:00:00Z")),
            new CategoryTotals("b", 1, 90, Instant.parse("2026-11-23T12:00:00.5Z")));
  }
}
