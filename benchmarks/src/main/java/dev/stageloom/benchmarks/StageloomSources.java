package dev.stageloom.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Workflows of twenty stages, one of them a Glue job, with a record for each stage's output. */
final class StageloomSources implements Subject.Sources {

  private static final int STAGES = 20;
  private static final int GLUE_STAGE = 7;

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int first = 0; first < count; first += STAGES) {
      int number = first / STAGES;
      writeWorkflow(folder, "bench.w" + number, number, Math.min(STAGES, count - first));
    }
  }

  private static void writeWorkflow(SourceFolder folder, String packageName, int number, int stages)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      names.add("Stage" + i + ".class");
      folder.add(packageName, "Item" + i, item(i));
      folder.add(packageName, "Stage" + i, i == GLUE_STAGE ? glueStage(i) : lambdaStage(i));
    }
    folder.add(packageName, "Request", "public record Request(String source, int limit) {}\n");
    folder.add(
        packageName,
        "Flow%dWorkflow".formatted(number),
        """
        import dev.stageloom.annotations.Workflow;

        @Workflow(
            name = "flow-%d",
            description = "Brings the items of source %d through all stages.",
            stages = {%s})
        public final class Flow%dWorkflow {}
        """
            .formatted(number, number, String.join(", ", names), number));
  }

  private static String item(int stage) {
    return """
        import java.time.Instant;
        import java.util.List;

        public record Item%d(
            long id, String name, Instant created, List<String> tags, double score, int attempts) {}
        """
        .formatted(stage);
  }

  private static String glueStage(int stage) {
    return """
        import dev.stageloom.annotations.Argument;
        import dev.stageloom.annotations.GlueStage;
        import dev.stageloom.runtime.spark.StageEncoders;
        import org.apache.spark.sql.Dataset;

        @GlueStage(workers = 4, timeout = 60, description = "Joins the items of the day.")
        public final class Stage%1$d {
          public Dataset<Item%1$d> join(
              Dataset<Item%2$d> items, @Argument(value = "share", defaultValue = "0.5") double share) {
            return items
                .filter(items.col("score").gt(share))
                .as(StageEncoders.of(Item%1$d.class));
          }
        }
        """
        .formatted(stage, stage - 1);
  }

  private static String lambdaStage(int stage) {
    if (stage == 0) {
      return """
          import dev.stageloom.annotations.LambdaStage;
          import java.time.Instant;
          import java.util.List;
          import java.util.stream.LongStream;
          import java.util.stream.Stream;

          @LambdaStage(memory = 2048, timeout = 300, description = "Reads the items of a source.")
          public final class Stage0 {
            public Stream<Item0> read(Request request) {
              return LongStream.range(0, request.limit())
                  .mapToObj(
                      id -> new Item0(id, request.source(), Instant.EPOCH, List.of(), 0.5, 0));
            }
          }
          """;
    }
    if (stage % 3 == 0) {
      return """
          import dev.stageloom.annotations.Argument;
          import dev.stageloom.annotations.From;
          import dev.stageloom.annotations.LambdaStage;
          import dev.stageloom.annotations.Retry;
          import java.time.LocalDate;
          import java.util.ArrayList;
          import java.util.List;

          @LambdaStage(memory = 512, timeout = 120, description = "Merges the items of two stages.")
          @Retry(maxAttempts = 3, intervalSeconds = 5)
          public final class Stage%1$d {
            public List<Item%1$d> merge(
                List<Item%2$d> items,
                @From(Stage0.class) List<Item0> all,
                @Argument("run-date") LocalDate runDate) {
              List<Item%1$d> merged = new ArrayList<>();
              for (Item%2$d item : items) {
                int attempts = item.attempts() + all.size() + runDate.getDayOfYear();
                merged.add(
                    new Item%1$d(
                        item.id(), item.name(), item.created(), item.tags(), item.score(), attempts));
              }
              return merged;
            }
          }
          """
          .formatted(stage, stage - 1);
    }
    return """
        import dev.stageloom.annotations.LambdaStage;
        import java.util.stream.Stream;

        @LambdaStage(timeout = 120, description = "Scores the items one by one.")
        public final class Stage%1$d {
          public Stream<Item%1$d> score(Stream<Item%2$d> items) {
            return items.filter(item -> item.score() > 0).map(Stage%1$d::scored);
          }

          private static Item%1$d scored(Item%2$d item) {
            double score = Math.min(1, item.score() + 0.01 * item.tags().size());
            return new Item%1$d(
                item.id(), item.name(), item.created(), item.tags(), score, item.attempts() + 1);
          }
        }
        """
        .formatted(stage, stage - 1);
  }
}
