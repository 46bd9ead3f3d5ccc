package dev.stageloom.processor;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import javax.lang.model.util.Elements;

/** Finds out whether what generated code calls is on the class path, before javac says it worse. */
final class RequiredModules {

  private static final String RUNTIME = "dev.stageloom.runtime.StageRuntime";
  private static final String RUNTIME_SPARK = "dev.stageloom.runtime.spark.GlueInvocation";
  private static final String SPARK = "org.apache.spark.sql.SparkSession";
  private static final String ZSTD = "com.github.luben.zstd.Zstd";

  /** The version that stageloom-runtime is tested with. */
  static final String ZSTD_VERSION = "1.5.7-9";

  private static final String CDK = "dev.stageloom.cdk.WorkflowFactory";

  /** Is in the library of Scala 2.12 and not in that of 2.13. */
  private static final String SCALA_2_12 = "scala.collection.GenTraversableOnce";

  /** The other way round. */
  private static final String SCALA_2_13 = "scala.collection.IterableOnce";

  private RequiredModules() {}

  static void check(StageModel stage, Elements elements, Findings findings) {
    if (!stage.isGlue()) {
      require(RUNTIME, "stageloom-runtime", "", stage, elements, findings);
      if (stage.form().isZstd()) {
        requireZstd(
            stage,
            "writes its output as zstd",
            stage.position().valueOf(LambdaStage.class, "compression"),
            elements,
            findings);
      }
      return;
    }
    if (stage.settings() instanceof StageSettings.Glue glue) {
      checkSpark(stage, glue.glueVersion(), elements, findings);
    }
  }

  private static void checkSpark(
      StageModel stage, GlueVersion version, Elements elements, Findings findings) {
    String module =
        version.scalaVersion().equals("2.12")
            ? "stageloom-runtime-spark"
            : "stageloom-runtime-spark4";
    require(RUNTIME_SPARK, module, "", stage, elements, findings);
    if (stage.isPython()) {
      return;
    }
    if (elements.getTypeElement(SPARK) == null) {
      findings.add(
          Diagnostic.MODULE_MISSING,
          stage.position(),
          stage.entryPoint().simple(),
          SPARK,
          module,
          " and org.apache.spark:spark-sql_" + version.scalaVersion() + " with scope provided");
    }
    String scala = elements.getTypeElement(SCALA_2_12) == null ? "2.13" : "2.12";
    boolean known = scala.equals("2.12") || elements.getTypeElement(SCALA_2_13) != null;
    if (known && !scala.equals(version.scalaVersion())) {
      findings.add(
          Diagnostic.SCALA_VERSION,
          stage.position().valueOf(GlueStage.class, "glueVersion"),
          stage.stageClass().simple(),
          scala,
          version.identifier(),
          version.scalaVersion(),
          version.scalaVersion(),
          version.sparkVersion(),
          module);
    }
  }

  private static void requireZstd(
      StageModel stage, String why, SourcePosition position, Elements elements, Findings findings) {
    if (elements.getTypeElement(ZSTD) == null
        && stage.settings() instanceof StageSettings.Lambda lambda) {
      findings.add(
          Diagnostic.ZSTD_MISSING,
          position,
          stage.stageClass().simple(),
          why,
          ZSTD_VERSION,
          lambda.architecture() == Architecture.ARM_64 ? "linux_aarch64" : "linux_amd64");
    }
  }

  static void check(WorkflowModel workflow, Elements elements, Findings findings) {
    for (int i = 0; i < workflow.steps().size(); i++) {
      WorkflowModel.Step step = workflow.steps().get(i);
      // One that writes zstd itself has been told.
      if (!step.stage().form().isZstd()) {
        for (StageModel producer : workflow.producersFor(i)) {
          if (producer.form().isZstd()) {
            String why = "reads the zstd output of " + producer.stageClass().simple();
            requireZstd(step.stage(), why, step.position(), elements, findings);
          }
        }
      }
    }
    if (!hasCdk(elements)) {
      findings.add(
          Diagnostic.MODULE_MISSING,
          workflow.position(),
          workflow.stackClass().simple(),
          CDK,
          "stageloom-cdk",
          " with scope provided");
    }
  }

  static boolean hasCdk(Elements elements) {
    return elements.getTypeElement(CDK) != null;
  }

  static boolean hasRuntime(Elements elements) {
    return elements.getTypeElement(RUNTIME) != null;
  }

  private static void require(
      String type,
      String artifact,
      String scope,
      StageModel stage,
      Elements elements,
      Findings findings) {
    if (elements.getTypeElement(type) == null) {
      findings.add(
          Diagnostic.MODULE_MISSING,
          stage.position(),
          stage.entryPoint().simple(),
          type,
          artifact,
          scope);
    }
  }
}
