package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_DEFAULT;
import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_NAME;
import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_RESERVED;
import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_SECRET;
import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_TWICE;
import static dev.stageloom.processor.diagnostic.Diagnostic.ARGUMENT_TYPE;
import static dev.stageloom.processor.diagnostic.Diagnostic.CLASS_FILE_LEVEL;
import static dev.stageloom.processor.diagnostic.Diagnostic.DESCRIPTION_LENGTH;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_SMALL;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_TIMEOUT;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_TIMEOUT_LONGEST;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_WITH_OLD_JAVA;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_WORKERS;
import static dev.stageloom.processor.diagnostic.Diagnostic.GLUE_WORKERS_MANY;
import static dev.stageloom.processor.diagnostic.Diagnostic.HANDLER_LENGTH;
import static dev.stageloom.processor.diagnostic.Diagnostic.LAMBDA_MEMORY;
import static dev.stageloom.processor.diagnostic.Diagnostic.LAMBDA_RUNTIME_DEPRECATED;
import static dev.stageloom.processor.diagnostic.Diagnostic.LAMBDA_STORAGE;
import static dev.stageloom.processor.diagnostic.Diagnostic.LAMBDA_TIMEOUT;
import static dev.stageloom.processor.diagnostic.Diagnostic.LAMBDA_TIMEOUT_LONG;
import static dev.stageloom.processor.diagnostic.Diagnostic.RETRY_BOUNDS;
import static dev.stageloom.processor.diagnostic.Diagnostic.SNAP_START_STORAGE;
import static dev.stageloom.processor.diagnostic.Diagnostic.STAGE_NAME;
import static dev.stageloom.processor.diagnostic.Diagnostic.WORKER_TYPE_REGIONS;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Retry;
import dev.stageloom.annotations.WorkerType;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.ArgumentConversion;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.RetrySettings;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.StageSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for a stage by itself: names, arguments, limits of its service. */
public final class StageChecks {

  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  static final Pattern SECRET =
      Pattern.compile("(?i)passw|secret|token|credential|api[-_]?key|private[-_]?key");

  static final Set<String> CONTRACT_ARGUMENTS =
      Set.of(
          "execution-id",
          "input-bucket",
          "input-key",
          "output-bucket",
          "output-key",
          "current-stage",
          "previous-stage");

  /** What Stageloom's own classes are compiled for. */
  private static final int STAGELOOM_JAVA = 17;

  private final int javaRelease;

  /**
   * Checks stages of jars, except for the release that they are compiled for: it is not known.
   *
   * @return the checks
   */
  public static StageChecks ofCompiledStages() {
    return new StageChecks(0);
  }

  /**
   * Checks stages that are compiled for a release.
   *
   * @param javaRelease the Java feature release of the class files, such as 17
   */
  public StageChecks(int javaRelease) {
    this.javaRelease = javaRelease;
  }

  /**
   * Checks a stage.
   *
   * @param stage the stage
   * @param findings takes what is wrong
   */
  public void check(StageModel stage, Findings findings) {
    Class<?> annotation = stage.isGlue() ? GlueStage.class : LambdaStage.class;
    checkName(stage, stage.position().valueOf(annotation, "name"), findings);
    checkArguments(stage, findings);
    checkRetry(stage.retry(), stage.position(), findings);
    OutputFormChecks.check(stage, findings);
    if (stage.settings() instanceof StageSettings.Lambda lambda) {
      checkLambda(stage, lambda, findings);
    } else if (stage.settings() instanceof StageSettings.Glue glue) {
      checkGlue(stage, glue, findings);
    }
  }

  private static void checkName(StageModel stage, SourcePosition position, Findings findings) {
    try {
      OutputLocation.requireStage(stage.name());
    } catch (IllegalArgumentException e) {
      findings.add(STAGE_NAME, position, stage.name());
    }
  }

  private static void checkArguments(StageModel stage, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Parameter.ArgumentValue argument : stage.arguments()) {
      String name = argument.argument();
      SourcePosition position = argument.position().valueOf(Argument.class, "value");
      if (!ARGUMENT.matcher(name).matches()) {
        findings.add(ARGUMENT_NAME, position, name);
      }
      if (!seen.add(name)) {
        findings.add(ARGUMENT_TWICE, position, stage.stageClass().simple(), name);
      }
      if (stage.isGlue() && CONTRACT_ARGUMENTS.contains(name.replace('_', '-'))) {
        findings.add(ARGUMENT_RESERVED, position, name, "Stageloom");
      }
      if (stage.isGlue() && AwsLimits.GLUE_RESERVED_ARGUMENTS.contains(name)) {
        findings.add(ARGUMENT_RESERVED, position, name, "Glue");
      }
      if (SECRET.matcher(name).find()) {
        findings.add(ARGUMENT_SECRET, position, name, stage.stageClass().simple());
      }
      Optional<ArgumentConversion> conversion = ArgumentConversion.of(argument);
      if (conversion.isEmpty()) {
        findings.add(
            ARGUMENT_TYPE,
            argument.position(),
            name,
            stage.stageClass().simple(),
            argument.type().simple());
      } else if (argument.defaultValue().isPresent()
          && !conversion.get().accepts(argument.defaultValue().get())) {
        findings.add(
            ARGUMENT_DEFAULT,
            argument.position().valueOf(Argument.class, "defaultValue"),
            argument.defaultValue().get(),
            name,
            conversion.get().words());
      }
    }
  }

  private static void checkRetry(RetrySettings retry, SourcePosition position, Findings findings) {
    checkRange(
        "maxAttempts", retry.maxAttempts(), AwsLimits.RETRY_MAX_ATTEMPTS, position, findings);
    checkRange(
        "intervalSeconds", retry.intervalSeconds(), AwsLimits.RETRY_INTERVAL, position, findings);
    if (retry.maxDelaySeconds().isPresent()) {
      checkRange(
          "maxDelaySeconds",
          retry.maxDelaySeconds().get(),
          AwsLimits.RETRY_MAX_DELAY,
          position,
          findings);
    }
    if (!(retry.backoffRate() >= 1) || Double.isInfinite(retry.backoffRate())) {
      findings.add(
          RETRY_BOUNDS,
          position.valueOf(Retry.class, "backoffRate"),
          "backoffRate",
          retry.backoffRate(),
          "1.0 or more");
    }
  }

  private static void checkRange(
      String attribute,
      int value,
      AwsLimits.Range range,
      SourcePosition position,
      Findings findings) {
    if (!range.contains(value)) {
      findings.add(RETRY_BOUNDS, position.valueOf(Retry.class, attribute), attribute, value, range);
    }
  }

  private void checkLambda(StageModel stage, StageSettings.Lambda lambda, Findings findings) {
    SourcePosition position = stage.position();
    if (!AwsLimits.LAMBDA_MEMORY.contains(lambda.memory())) {
      findings.add(LAMBDA_MEMORY, position.valueOf(LambdaStage.class, "memory"), lambda.memory());
    }
    if (!AwsLimits.LAMBDA_TIMEOUT.contains(lambda.timeout())) {
      findings.add(
          LAMBDA_TIMEOUT, position.valueOf(LambdaStage.class, "timeout"), lambda.timeout());
    }
    if (lambda.timeout() > AwsLimits.LAMBDA_TIMEOUT_ADVISED
        && AwsLimits.LAMBDA_TIMEOUT.contains(lambda.timeout())) {
      findings.add(
          LAMBDA_TIMEOUT_LONG,
          position.valueOf(LambdaStage.class, "timeout"),
          stage.stageClass().simple(),
          lambda.timeout());
    }
    if (!AwsLimits.LAMBDA_EPHEMERAL_STORAGE.contains(lambda.ephemeralStorage())) {
      findings.add(
          LAMBDA_STORAGE,
          position.valueOf(LambdaStage.class, "ephemeralStorage"),
          lambda.ephemeralStorage());
    }
    if (lambda.snapStart().orElse(false) && !lambda.startsFromSnapshot()) {
      findings.add(
          SNAP_START_STORAGE,
          position.valueOf(LambdaStage.class, "snapStart"),
          stage.stageClass().simple(),
          lambda.ephemeralStorage());
    }
    if (stage.description().length() > AwsLimits.LAMBDA_DESCRIPTION) {
      findings.add(
          DESCRIPTION_LENGTH,
          position.valueOf(LambdaStage.class, "description"),
          stage.stageClass().simple(),
          stage.description().length(),
          "Lambda",
          AwsLimits.LAMBDA_DESCRIPTION);
    }
    String handler = stage.entryPoint().qualified();
    if (handler.length() > AwsLimits.LAMBDA_HANDLER) {
      findings.add(HANDLER_LENGTH, position, handler, handler.length());
    }
    int runtimeJava = lambda.runtime().javaVersion();
    if (javaRelease > runtimeJava) {
      findings.add(
          CLASS_FILE_LEVEL,
          position.valueOf(LambdaStage.class, "runtime"),
          stage.stageClass().simple(),
          javaRelease,
          "Lambda's " + lambda.runtime().identifier(),
          runtimeJava,
          runtimeJava,
          ", or choose a newer runtime");
    }
    String deprecation = AwsLimits.DEPRECATED_RUNTIMES.get(lambda.runtime());
    if (deprecation != null) {
      findings.add(
          LAMBDA_RUNTIME_DEPRECATED,
          position.valueOf(LambdaStage.class, "runtime"),
          stage.stageClass().simple(),
          lambda.runtime().identifier(),
          deprecation);
    }
  }

  private void checkGlue(StageModel stage, StageSettings.Glue glue, Findings findings) {
    SourcePosition position = stage.position();
    glue.script().ifPresent(script -> ScriptChecks.check(stage, script, findings));
    SourcePosition workers = position.valueOf(GlueStage.class, "workers");
    if (glue.workers() < AwsLimits.GLUE_WORKERS_MIN) {
      findings.add(GLUE_WORKERS, workers, glue.workers(), glue.workerType().identifier());
    }
    if (glue.workers() > AwsLimits.GLUE_WORKERS_DOUBTFUL) {
      findings.add(GLUE_WORKERS_MANY, workers, stage.stageClass().simple(), glue.workers());
    }
    if (glue.workers() == AwsLimits.GLUE_WORKERS_MIN
        && glue.workerType() == WorkerType.G_1X
        && glue.timeout() > 0
        && glue.timeout() <= AwsLimits.GLUE_TIMEOUT_SMALL) {
      findings.add(GLUE_SMALL, workers, stage.stageClass().simple(), glue.timeout());
    }
    if (!AwsLimits.WORKERS_EVERYWHERE.contains(glue.workerType())) {
      findings.add(
          WORKER_TYPE_REGIONS,
          position.valueOf(GlueStage.class, "workerType"),
          glue.workerType().identifier());
    }
    SourcePosition timeout = position.valueOf(GlueStage.class, "timeout");
    if (!AwsLimits.GLUE_TIMEOUT.contains(glue.timeout())) {
      findings.add(GLUE_TIMEOUT, timeout, glue.timeout());
    } else if (glue.timeout() == AwsLimits.GLUE_TIMEOUT.max()) {
      findings.add(GLUE_TIMEOUT_LONGEST, timeout, glue.timeout());
    }
    GlueOptionChecks.check(stage, glue, findings);
    if (stage.description().length() > AwsLimits.GLUE_DESCRIPTION) {
      findings.add(
          DESCRIPTION_LENGTH,
          position.valueOf(GlueStage.class, "description"),
          stage.stageClass().simple(),
          stage.description().length(),
          "Glue",
          AwsLimits.GLUE_DESCRIPTION);
    }
    if (!stage.isPython()) {
      checkJava(stage, glue.glueVersion(), findings);
    }
  }

  private void checkJava(StageModel stage, GlueVersion version, Findings findings) {
    int java = version.javaVersion();
    if (java < STAGELOOM_JAVA) {
      findings.add(
          GLUE_WITH_OLD_JAVA,
          stage.position().valueOf(GlueStage.class, "glueVersion"),
          stage.stageClass().simple(),
          version.identifier(),
          java,
          STAGELOOM_JAVA);
    } else if (javaRelease > java) {
      findings.add(
          CLASS_FILE_LEVEL,
          stage.position(),
          stage.stageClass().simple(),
          javaRelease,
          "Glue " + version.identifier(),
          java,
          java,
          "");
    }
  }
}
