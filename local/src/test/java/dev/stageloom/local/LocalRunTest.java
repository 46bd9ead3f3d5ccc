package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.local.sample.Order;
import dev.stageloom.local.sample.SampleWorkflows;
import dev.stageloom.local.sample.Total;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs from Java, as users' tests do them. */
class LocalRunTest {

  @TempDir static Path classes;
  @TempDir Path folder;

  private ClassLoader before;
  private URLClassLoader loader;

  @BeforeAll
  static void writeWorkflows() throws IOException {
    SampleWorkflows.write(classes);
  }

  @BeforeEach
  void addWorkflowsToClassPath() throws IOException {
    before = Thread.currentThread().getContextClassLoader();
    loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @AfterEach
  void restoreClassPath() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    loader.close();
  }

  @Test
  void readsOutputsAndLeavesNothingRunning() {
    Set<Thread> threads = liveThreads();

    RunReport run =
        LocalRun.of("orders").directory(folder).input("{\"orders\": 70}").executionId("x").run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.succeeded()).isTrue();
    assertThat(run.executionId()).isEqualTo("x");
    assertThat(run.output("ExtractStage").items(Order.class))
        .hasSize(70)
        .contains(new Order(1, "customer-1", 100));
    assertThat(run.output("TotalStage").items(Total.class)).hasSize(7);
    assertThat(run.output("RankStage").items(Total.class).get(0))
        .isEqualTo(new Total("customer-0", 10, 38_500));
    StageReport total = run.stage("TotalStage");
    assertThat(total.kind()).isEqualTo(StageKind.GLUE);
    assertThat(total.status()).isEqualTo(StageReport.Status.SUCCEEDED);
    assertThat(total.tries()).isEqualTo(1);
    assertThat(total.recordsIn()).isEqualTo(70);
    assertThat(total.recordsOut()).isEqualTo(7);
    assertThat(total.startUp()).isPositive().isLessThan(total.time());
    assertThat(run.total()).isGreaterThan(run.stageTime());
    assertThat(run.overhead()).isPositive();

    assertThat(SparkSession.getDefaultSession().isDefined()).isFalse();
    Set<Thread> left = liveThreads();
    left.removeAll(threads);
    assertThat(left).filteredOn(thread -> !thread.isDaemon()).isEmpty();
    assertThat(left)
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("local-s3") || name.startsWith("HTTP-Dispatcher"))
        .noneMatch(name -> name.startsWith("s3a-") || name.startsWith("Executor task"));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void compressedOutputsGoFromLambdaToGlueToLambda(Compression compression) throws IOException {
    String id = compression.name().toLowerCase(Locale.ROOT);

    RunReport run =
        LocalRun.of("orders").directory(folder).input("{\"orders\": 7000}").executionId(id).run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.stage("TotalStage").recordsIn()).isEqualTo(7_000);
    assertThat(run.output("ExtractStage").items(Order.class))
        .hasSize(7_000)
        .contains(new Order(1, "customer-1", 100));
    assertThat(run.output("TotalStage").items(Total.class)).hasSize(7);
    assertThat(run.output("RankStage").items(Total.class)).hasSize(7);
    assertThat(CompressionFormat.of(Files.readAllBytes(run.output("RankStage").path())))
        .isEqualTo(compression);
    try (Stream<Path> parts = Files.list(run.output("TotalStage").path())) {
      assertThat(parts.filter(part -> !part.endsWith("_SUCCESS")))
          .isNotEmpty()
          .allMatch(part -> part.toString().endsWith(".json" + compression.extension()));
    }
  }

  @Test
  void parquetGoesFromGlueToGlue() {
    RunReport run = LocalRun.of("columns").directory(folder).input("{\"orders\": 70}").run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.stage("BestStage").recordsIn()).isEqualTo(7);
    assertThat(run.output("BestStage").items(Total.class))
        .containsExactly(new Total("customer-0", 10, 38_500));
    assertThat(run.output("ColumnsStage").path()).hasFileName("output.parquet");
    assertThatIllegalStateException()
        .isThrownBy(() -> run.output("ColumnsStage").lines())
        .withMessageContaining("is Parquet: read it with Spark, spark.read().parquet(");
  }

  @Test
  void takesASparkSessionThatExistsAndLeavesItOpen() {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
            .getOrCreate()) {
      for (int orders : List.of(7, 14)) {
        RunReport run =
            LocalRun.of(SampleWorkflows.orders())
                .directory(folder)
                .input("{\"orders\": " + orders + "}")
                .run();

        assertThat(run.failure()).isEmpty();
        assertThat(run.stage("TotalStage").recordsIn()).isEqualTo(orders);
      }
      assertThat(spark.range(3).count()).isEqualTo(3);
    }
  }

  @Test
  void reportsAFailureInsteadOfThrowingIt() {
    RunReport run =
        LocalRun.of("faulty")
            .directory(folder)
            .input("{\"orders\": 3, \"fault\": \"fails in the middle\"}")
            .run();

    assertThat(run.succeeded()).isFalse();
    RunFailure failure = run.failure().orElseThrow();
    assertThat(failure.state()).isEqualTo("FaultyStage");
    assertThat(failure.error()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.message()).startsWith("IllegalStateException: the shop burns (Faulty");
    assertThat(failure.exception())
        .hasValueSatisfying(e -> assertThat(e).isInstanceOf(IllegalStateException.class));
    assertThat(run.stage("FaultyStage").status()).isEqualTo(StageReport.Status.FAILED);
    assertThat(run.stage("FaultyStage").tries()).isEqualTo(3);
    assertThat(run.stage("CountStage").status()).isEqualTo(StageReport.Status.NOT_RUN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.output("CountStage"))
        .withMessage("stage CountStage wrote no output: it was not run");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.output("Count"))
        .withMessage("workflow faulty has no stage Count; it has FaultyStage, CountStage");
  }

  @Test
  void namesTheModuleThatRunsAStageOfAnotherScala() {
    RunReport run = LocalRun.of("orders-glue-6").directory(folder).input("{\"orders\": 3}").run();

    assertThat(run.failure().orElseThrow().message())
        .isEqualTo(
            "stage TotalStage is for Glue 6.0, which has Spark 4.1.1 and Scala 2.13, but Spark 3.5.6"
                + " and Scala 2.12 are on the class path: depend on"
                + " dev.stageloom:stageloom-local-spark4 in the place of stageloom-local, and on"
                + " org.apache.spark:spark-sql_2.13:4.1.1");
    assertThat(SparkSession.getDefaultSession().isDefined()).isFalse();
  }

  @Test
  void refusesAFolderThatAnotherRunUses() throws IOException {
    try (RunFolder other = RunFolder.take(folder)) {
      assertThat(other.s3()).doesNotExist();
      LocalRun run = LocalRun.of("quick").directory(folder);

      assertThatThrownBy(run::run)
          .isInstanceOf(LocalRunException.class)
          .hasMessageContaining("another local run uses the folder");
    }
  }

  @Test
  void refusesAnInputThatStepFunctionsWouldNotTake() {
    LocalRun run = LocalRun.of("quick");
    String large = "\"" + "x".repeat(262_143) + "\"";

    assertThatThrownBy(() -> run.input(large))
        .isInstanceOf(LocalRunException.class)
        .hasMessageContaining("262,145 bytes");
  }

  private static Set<Thread> liveThreads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }
}
