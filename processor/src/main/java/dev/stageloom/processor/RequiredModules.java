package dev.stageloom.processor;

import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import javax.lang.model.util.Elements;

/** Finds out whether what generated code calls is on the class path, before javac says it worse. */
final class RequiredModules {

  private static final String RUNTIME = "dev.stageloom.runtime.StageRuntime";
  private static final String RUNTIME_SPARK = "dev.stageloom.runtime.spark.GlueInvocation";
  private static final String SPARK = "org.apache.spark.sql.SparkSession";
  private static final String CDK = "dev.stageloom.cdk.WorkflowFactory";

  private RequiredModules() {}

  static void check(StageModel stage, Elements elements, Findings findings) {
    if (!stage.isGlue()) {
      require(RUNTIME, "stageloom-runtime", "", stage, elements, findings);
      return;
    }
    require(RUNTIME_SPARK, "stageloom-runtime-spark", "", stage, elements, findings);
    if (elements.getTypeElement(SPARK) == null) {
      findings.add(
          Diagnostic.MODULE_MISSING,
          stage.position(),
          stage.entryPoint().simple(),
          SPARK,
          "stageloom-runtime-spark",
          " and org.apache.spark:spark-sql_2.12 with scope provided");
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
