package dev.stageloom.processor;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import dev.stageloom.processor.model.WorkflowModel;
import javax.lang.model.util.Elements;

/** Finds out whether what generated code calls is on the class path, before javac says it worse. */
final class RequiredModules {

  private static final String RUNTIME = "dev.stageloom.runtime.StageRuntime";
  private static final String RUNTIME_SPARK = "dev.stageloom.runtime.spark.GlueInvocation";
  private static final String SPARK = "org.apache.spark.sql.SparkSession";
  private static final String CDK = "dev.stageloom.cdk.WorkflowFactory";

  /** Is in the library of Scala 2.12 and not in that of 2.13. */
  private static final String SCALA_2_12 = "scala.collection.GenTraversableOnce";

  /** The other way round. */
  private static final String SCALA_2_13 = "scala.collection.IterableOnce";

  private RequiredModules() {}

  static void check(StageModel stage, Elements elements, Findings findings) {
    if (!stage.isGlue()) {
      require(RUNTIME, "stageloom-runtime", "", stage, elements, findings);
      return;
    }
    require(RUNTIME_SPARK, "stageloom-runtime-spark", "", stage, elements, findings);
    if (stage.isPython()) {
      return;
    }
    if (elements.getTypeElement(SPARK) == null) {
      findings.add(
          Diagnostic.MODULE_MISSING,
          stage.position(),
          stage.entryPoint().simple(),
          SPARK,
          "stageloom-runtime-spark",
          " and org.apache.spark:spark-sql_2.12 with scope provided");
    }
    if (stage.settings() instanceof StageSettings.Glue glue) {
      checkScala(stage, glue.glueVersion(), elements, findings);
    }
  }

  /** Spark's jars for one version of Scala do not run on another. */
  private static void checkScala(
      StageModel stage, GlueVersion version, Elements elements, Findings findings) {
    if (elements.getTypeElement(SCALA_2_12) == null
        && elements.getTypeElement(SCALA_2_13) != null) {
      findings.add(
          Diagnostic.SCALA_VERSION,
          stage.position().valueOf(GlueStage.class, "glueVersion"),
          stage.stageClass().simple(),
          "2.13",
          version.identifier(),
          version.scalaVersion(),
          version.scalaVersion(),
          version.sparkVersion());
    }
  }

  static void check(WorkflowModel workflow, Elements elements, Findings findings) {
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
