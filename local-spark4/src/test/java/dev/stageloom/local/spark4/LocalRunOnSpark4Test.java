package dev.stageloom.local.spark4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.example.ceap.CustomerActivity;
import dev.stageloom.local.LocalRun;
import dev.stageloom.local.RunReport;
import dev.stageloom.local.spark4.TotalsWorkflow.Total;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow with a stage of Glue 6.0: compiled, generated and run on the Spark that it names. */
class LocalRunOnSpark4Test {

  @TempDir private Path folder;

  @Test
  void runsAStageOfGlue6OnItsSpark() {
    RunReport run = LocalRun.of("totals").directory(folder).input("{}").run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.output("TotalStage").items(Total.class))
        .containsExactlyInAnyOrder(new Total("a", 2, 101), new Total("b", 1, 70));
    assertThat(run.stage("TotalStage").recordsIn()).isEqualTo(3);
    assertThat(run.stage("TotalStage").recordsOut()).isEqualTo(2);
    assertThat(run.output("LargestStage").value(Total.class)).isEqualTo(new Total("a", 2, 101));
    assertThat(org.apache.spark.package$.MODULE$.SPARK_VERSION())
        .isEqualTo(GlueVersion.V6_0.sparkVersion());
  }

  @Test
  void runsTheExamplesStage() {
    RunReport run = LocalRun.of("example").directory(folder).input("{}").run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.output("ActivityStage").items(CustomerActivity.class))
        .containsExactlyInAnyOrder(
            new CustomerActivity(7, 2, 2, 7, 3, 200, LocalDate.of(2026, 11, 23)),
            new CustomerActivity(8, 1, 0, 0, 0, 0, null));
  }
}
