package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_PARAMETERS;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCRIPT_PATH;

import dev.stageloom.annotations.GlueStage;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.PythonScript;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for the script of a Python stage: its name, and what its function is given. */
final class ScriptChecks {

  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9_-]+/)*[A-Za-z_][A-Za-z0-9_]*\\.py");

  /** The modules that the job itself imports: one of that name would take their place. */
  private static final Set<String> IMPORTED =
      Set.of(
          "awsglue",
          "dataclasses",
          "datetime",
          "decimal",
          "json",
          "py4j",
          "pyspark",
          "re",
          "stageloom_glue",
          "sys",
          "threading",
          "time",
          "types",
          "typing",
          "uuid");

  private ScriptChecks() {}

  static void check(StageModel stage, PythonScript script, Findings findings) {
    SourcePosition position = stage.position().valueOf(GlueStage.class, "script");
    if (!PATH.matcher(script.path()).matches()) {
      findings.add(SCRIPT_PATH, position, script.path(), "it is no path of a Python module");
    } else if (IMPORTED.contains(script.module())) {
      findings.add(
          SCRIPT_PATH,
          position,
          script.path(),
          "the job imports the module " + script.module() + " itself");
    }
    if (script.parameters().isEmpty()) {
      return;
    }
    Set<String> given = new LinkedHashSet<>();
    for (Parameter parameter : stage.parameters()) {
      if (!(parameter instanceof Parameter.Given)) {
        given.add(PythonScript.pythonName(parameter.name()));
      }
    }
    for (PythonScript.Parameter parameter : script.parameters()) {
      if (!parameter.isOptional()
          && !given.contains(parameter.name())
          && !PythonScript.GIVEN.contains(parameter.name())) {
        findings.add(
            SCRIPT_PARAMETERS,
            position,
            PythonScript.FUNCTION,
            script.path(),
            "takes " + parameter.name() + ", which nothing gives",
            "Declare it as a parameter of a method of " + stage.stageClass().simple());
      }
    }
    for (String name : given) {
      if (!script.takes(name)) {
        findings.add(
            SCRIPT_PARAMETERS,
            position,
            PythonScript.FUNCTION,
            script.path(),
            "does not take " + name + ", which " + stage.stageClass().simple() + " gives",
            "Give the function that parameter");
      }
    }
  }
}
