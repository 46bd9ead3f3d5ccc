package dev.stageloom.cdk;

import dev.stageloom.asl.workflow.OutputFile;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.asl.workflow.TaskArgument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a step may have beside its stage's name and its function or job.
 *
 * <pre>{@code
 * StepOptions.none().comment("Scores the candidates").argument("run-date").reads("EtlStage")
 * }</pre>
 *
 * @param comment what the stage does; empty for none
 * @param arguments the values of the execution's input that the stage gets as arguments
 * @param alsoReads the names of the stages whose outputs it reads, beside the previous one
 * @param retry how it is retried; empty for the workflow's {@link RetryConfiguration}
 * @param hasOutput whether it writes an output that the next stage reads
 * @param output where its output lies
 */
public record StepOptions(
    String comment,
    List<TaskArgument> arguments,
    List<String> alsoReads,
    Optional<RetryPolicy> retry,
    boolean hasOutput,
    OutputFile output) {

  private static final StepOptions NONE =
      new StepOptions("", List.of(), List.of(), Optional.empty(), true, OutputFile.JSON);

  /** Copies the lists. */
  public StepOptions {
    arguments = List.copyOf(arguments);
    alsoReads = List.copyOf(alsoReads);
  }

  /**
   * A step with an output and nothing else.
   *
   * @return the options
   */
  public static StepOptions none() {
    return NONE;
  }

  /**
   * With a comment: what the stage does.
   *
   * @param text the comment
   * @return the changed options
   */
  public StepOptions comment(String text) {
    return new StepOptions(text, arguments, alsoReads, retry, hasOutput, output);
  }

  /**
   * With one more argument, which the execution's input must have.
   *
   * @param name the name of a top-level field of the execution's input
   * @return the changed options
   */
  public StepOptions argument(String name) {
    return argument(new TaskArgument(name, Optional.empty()));
  }

  /**
   * With one more argument, which the execution's input may have.
   *
   * @param name the name of a top-level field of the execution's input
   * @param defaultValue the value when the input does not have it
   * @return the changed options
   */
  public StepOptions argument(String name, String defaultValue) {
    return argument(new TaskArgument(name, Optional.of(defaultValue)));
  }

  private StepOptions argument(TaskArgument argument) {
    return new StepOptions(
        comment, append(arguments, List.of(argument)), alsoReads, retry, hasOutput, output);
  }

  /**
   * With the outputs of more stages than the previous one.
   *
   * @param stages the names of earlier stages
   * @return the changed options
   */
  public StepOptions reads(String... stages) {
    return new StepOptions(
        comment, arguments, append(alsoReads, List.of(stages)), retry, hasOutput, output);
  }

  /**
   * With a retry of its own.
   *
   * @param policy the retry
   * @return the changed options
   */
  public StepOptions retry(RetryPolicy policy) {
    return new StepOptions(comment, arguments, alsoReads, Optional.of(policy), hasOutput, output);
  }

  /**
   * Without an output: the next stage reads the last output before this stage.
   *
   * @return the changed options
   */
  public StepOptions withoutOutput() {
    return new StepOptions(comment, arguments, alsoReads, retry, false, output);
  }

  /**
   * With an output of Parquet, which the job writes with {@code GlueInvocation.writeParquet} and
   * only Glue steps read.
   *
   * @return the changed options
   */
  public StepOptions parquet() {
    return new StepOptions(comment, arguments, alsoReads, retry, hasOutput, OutputFile.PARQUET);
  }

  private static <T> List<T> append(List<T> list, List<T> more) {
    return Stream.concat(list.stream(), more.stream()).toList();
  }
}
