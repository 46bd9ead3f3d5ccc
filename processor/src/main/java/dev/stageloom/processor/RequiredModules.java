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
