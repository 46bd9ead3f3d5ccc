package dev.stageloom.runtime.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {

  private static List<List<FileSplit>> plan(SplitPlanner planner, InputFile... files) {
    return planner.plan(List.of(files), file -> file.uri().contains("array"));
  }

  @Test
  void splitsLargeFilesButNoArrays() {
    SplitPlanner planner = new SplitPlanner(100, 1, 1);

    assertThat(plan(planner, new InputFile("lines", 250, true, Compression.NONE)))
        .containsExactly(
            List.of(new FileSplit("lines", 0, 100, true)),
            List.of(new FileSplit("lines", 100, 100, true)),
            List.of(new FileSplit("lines", 200, 50, true)));
    assertThat(plan(planner, new InputFile("perhaps lines", 150, false, Compression.NONE)))
        .containsExactly(
            List.of(new FileSplit("perhaps lines", 0, 100, true)),
            List.of(new FileSplit("perhaps lines", 100, 50, true)));
    assertThat(plan(planner, new InputFile("array", 250, false, Compression.NONE)))
        .containsExactly(List.of(new FileSplit("array", 0, 250, false)));
  }

  @Test
  void compressedFilesAreNotSplitAndCountAsTheirText() {
    SplitPlanner planner = new SplitPlanner(100, 1, 1);

    assertThat(
            plan(
                planner,
                new InputFile("a", 15, true, Compression.GZIP),
                new InputFile("b", 250, true, Compression.ZSTD),
                new InputFile("c", 10, false, Compression.GZIP),
                new InputFile("d", 10, true, Compression.GZIP)))
        .containsExactly(
            List.of(new FileSplit("a", 0, 60, false)),
            List.of(new FileSplit("b", 0, 1000, false)),
            List.of(new FileSplit("c", 0, 40, false), new FileSplit("d", 0, 40, false)));
  }

  @Test
  void putsSmallFilesTogether() {
    SplitPlanner planner = new SplitPlanner(100, 10, 1);

    assertThat(
            plan(
                planner,
                new InputFile("a", 30, true, Compression.NONE),
                new InputFile("b", 30, true, Compression.NONE),
                new InputFile("c", 30, true, Compression.NONE)))
        .extracting(List::size)
        .containsExactly(2, 1);
  }

  @Test
  void usesAllOfTheCluster() {
    assertThat(plan(new SplitPlanner(1_000, 1, 4), new InputFile("a", 399, true, Compression.NONE)))
        .hasSize(4);
  }

  @Test
  void nothingAndEmptyFiles() {
    SplitPlanner planner = new SplitPlanner(100, 10, 2);

    assertThat(plan(planner)).isEmpty();
    assertThat(plan(planner, new InputFile("empty", 0, false, Compression.NONE)))
        .containsExactly(List.of(new FileSplit("empty", 0, 0, false)));
  }
}
