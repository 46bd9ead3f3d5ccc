package dev.stageloom.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stage as its class declares it, whatever workflows it is in.
 *
 * @param name the stage's name
 * @param stageClass the annotated class
 * @param description one sentence, or the empty string
 * @param settings where it runs
 * @param retry how it is retried
 * @param method the stage method's name
 * @param parameters the stage method's parameters in order
 * @param output what it writes; empty for {@code void}
 * @param form how it writes it
 * @param position the class, for diagnostics
 */
public record StageModel(
    String name,
    ClassName stageClass,
    String description,
    StageSettings settings,
    RetrySettings retry,
    String method,
    List<Parameter> parameters,
    Optional<DataType> output,
    OutputForm form,
    SourcePosition position) {

  /** Copies the list. */
  public StageModel {
    parameters = List.copyOf(parameters);
  }

  /**
   * Whether the stage is a Glue job.
   *
   * @return false for a Lambda function
   */
  public boolean isGlue() {
    return settings instanceof StageSettings.Glue;
  }

  /**
   * The stage's code, if it is in Python.
   *
   * @return the script
   */
  public Optional<PythonScript> script() {
    return settings instanceof StageSettings.Glue glue ? glue.script() : Optional.empty();
  }

  /**
   * Whether the stage's code is in Python.
   *
   * @return false for Java
   */
  public boolean isPython() {
    return script().isPresent();
  }

  /**
   * The generated class that AWS starts; there is none for a stage in Python.
   *
   * @return the handler or the Glue job's main class
   */
  public ClassName entryPoint() {
    return stageClass.beside(isGlue() ? "_GlueJob" : "_Handler");
  }

  /**
   * The parameter that takes the previous stage's output.
   *
   * @return the parameter, if there is one
   */
  public Optional<Parameter.Input> input() {
    for (Parameter parameter : parameters) {
      if (parameter instanceof Parameter.Input input) {
        return Optional.of(input);
      }
    }
    return Optional.empty();
  }

  /**
   * The parameters that take an argument.
   *
   * @return the parameters in order
   */
  public List<Parameter.ArgumentValue> arguments() {
    return parametersOf(Parameter.ArgumentValue.class);
  }

  /**
   * The parameters that take the output of a named stage.
   *
   * @return the parameters in order
   */
  public List<Parameter.FromStage> froms() {
    return parametersOf(Parameter.FromStage.class);
  }

  private <T extends Parameter> List<T> parametersOf(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (kind.isInstance(parameter)) {
        found.add(kind.cast(parameter));
      }
    }
    return found;
  }
}
