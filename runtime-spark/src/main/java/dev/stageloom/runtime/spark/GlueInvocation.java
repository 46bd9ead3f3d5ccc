package dev.stageloom.runtime.spark;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.StageContext;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.spark.dataset.InputDatasets;
import dev.stageloom.runtime.spark.dataset.OutputDataset;
import dev.stageloom.runtime.spark.dataset.OutputObject;
import dev.stageloom.runtime.spark.dataset.OutputPlaces;
import dev.stageloom.runtime.spark.dataset.StageInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/**
 * One run of a Glue stage: its arguments, its inputs and its output.
 *
 * <pre>{@code
 * public static void main(String[] args) throws Exception {
 *   GlueInvocation.launch("HeavyEtlStage", args, HeavyEtlStage_GlueJob::run);
 * }
 *
 * public static StageSummary run(SparkSession spark, String[] args) throws Exception {
 *   GlueInvocation invocation = GlueInvocation.start(spark, "HeavyEtlStage", args);
 *   invocation.requireArguments();
 *   Dataset<Order> orders = invocation.input().dataset(StageEncoders.of(Order.class));
 *   return invocation.write(new HeavyEtlStage().transform(orders, invocation.context()));
 * }
 * }</pre>
 */
public final class GlueInvocation {

  private final String stage;
  private final GlueArguments.Reading reading;
  private final InputDatasets datasets;
  private final DeclaredArguments declared;
  private final List<String> inputUris = new ArrayList<>();
  private Compression compression = Compression.NONE;

  private GlueInvocation(SparkSession spark, String stage, GlueArguments.Reading reading) {
    this.stage = stage;
    this.reading = reading;
    this.datasets = new InputDatasets(spark);
    this.declared = new DeclaredArguments(reading.stageArguments(), reading.stageArgumentNames());
  }

  private GlueArguments contract() {
    return reading.arguments().orElseThrow(() -> GlueArguments.invalid(stage, reading.problems()));
  }

  /**
   * Runs a stage as a Glue job. Where Glue has started the process, the session is that of a {@code
   * GlueContext}, and Glue's {@code Job} is initialised before the stage runs and committed after
   * it has succeeded; the driver script need not do that. Elsewhere the session is the one that is
   * there or a new one. The session is not stopped.
   *
   * @param stage the stage's name
   * @param args the job's arguments
   * @param body reads, transforms and writes
   * @throws Exception whatever goes wrong, so that Glue marks the run as failed
   */
  public static void launch(String stage, String[] args, GlueBody body) throws Exception {
    JobLog log = new JobLog(stage, GlueInvocation::print);
    SparkSession session = SparkSession.builder().getOrCreate();
    Optional<GlueJob> job = GlueJob.find(session, args, log);
    run(
        job.map(GlueJob::session).orElse(session),
        stage,
        args,
        job.map(found -> found.around(body)).orElse(body),
        log);
  }

  @SuppressWarnings("SystemOut") // Glue collects a job's standard output.
  private static void print(String line) {
    System.out.println(line);
  }

  /**
   * Runs a stage with its log lines and clear failures.
   *
   * @param spark the session to run with; it is not stopped
   * @param stage the stage's name
   * @param args the job's arguments
   * @param body reads, transforms and writes
   * @param log takes the log, line by line
   * @return what was read and written
   * @throws StageException if the arguments, an input or S3 are at fault; Spark's own exception is
   *     its cause
   * @throws Exception whatever the stage itself throws
   */
  public static StageSummary run(
      SparkSession spark, String stage, String[] args, GlueBody body, Consumer<String> log)
      throws Exception {
    return run(spark, stage, args, body, new JobLog(stage, log));
  }

  private static StageSummary run(
      SparkSession spark, String stage, String[] args, GlueBody body, JobLog jobLog)
      throws Exception {
    GlueArguments.Reading reading = GlueArguments.read(stage, args);
    if (reading.arguments().isEmpty()) {
      InvalidArgumentsException failure = allProblems(spark, stage, args, body, reading);
      jobLog.failed(failure);
      throw failure;
    }
    GlueArguments arguments = reading.arguments().get();
    jobLog.started(arguments);
    try {
      StageSummary summary = body.run(spark, args);
      jobLog.completed(arguments, summary);
      return summary;
    } catch (Exception e) {
      Exception failure = StageFailures.explain(e);
      jobLog.failed(arguments, failure);
      throw failure;
    } catch (Error e) {
      jobLog.failed(arguments, e);
      throw e;
    }
  }

  /** The stage's own arguments are declared in the body: it gets as far as that, and fails. */
  private static InvalidArgumentsException allProblems(
      SparkSession spark,
      String stage,
      String[] args,
      GlueBody body,
      GlueArguments.Reading reading) {
    InvalidArgumentsException ofContract = GlueArguments.invalid(stage, reading.problems());
    try {
      StageSummary unused = body.run(spark, args);
    } catch (InvalidArgumentsException e) {
      return e;
    } catch (Exception e) {
      ofContract.addSuppressed(e);
    }
    return ofContract;
  }

  /**
   * Begins a run. What is wrong with the arguments is said by {@link #requireArguments}, or by the
   * first other method that needs them.
   *
   * @param spark the session to read with
   * @param stage the stage's name
   * @param args the job's arguments, as {@code --name value} or {@code --name=value}
   * @return the run
   */
  public static GlueInvocation start(SparkSession spark, String stage, String[] args) {
    return new GlueInvocation(spark, stage, GlueArguments.read(stage, args));
  }

  /**
   * The stage's input: the output of the stage before it.
   *
   * @return the input
   * @throws InvalidArgumentsException if the job was started as the first stage, which has no input
   */
  public GlueInput input() {
    String uri =
        contract()
            .inputUri()
            .orElseThrow(
                () ->
                    new InvalidArgumentsException(
                        "stage "
                            + stage
                            + " reads the output of the stage before it, but was started without"
                            + " --previous-stage, --input-bucket and --input-key"));
    return input(uri, contract().previousStage().orElseThrow());
  }

  /**
   * The output of any earlier stage.
   *
   * @param earlierStage the name of the stage that wrote it
   * @return the input
   */
  public GlueInput output(String earlierStage) {
    OutputLocation location =
        new OutputLocation(contract().output().bucket(), contract().executionId(), earlierStage);
    return input(location.uri(), earlierStage);
  }

  private GlueInput input(String uri, String writer) {
    inputUris.add(uri);
    return new GlueInput(datasets, new StageInput(uri, writer, stage));
  }

  /**
   * Declares a required argument of the stage's own. What is wrong with it is said by {@link
   * #requireArguments}, which comes after all declarations.
   *
   * <pre>{@code
   * Supplier<LocalDate> runDate = invocation.argument("run-date", "a LocalDate", LocalDate::parse);
   * Supplier<Integer> limit = invocation.argument("limit", "an int", "100", Integer::parseInt);
   * invocation.requireArguments();
   * }</pre>
   *
   * @param name the argument's name, without dashes
   * @param type what the text must be, with its article, for the message: {@code "an int"}
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return gives the value, after {@link #requireArguments}
   * @param <T> the parameter's type
   */
  public <T> Supplier<T> argument(String name, String type, Function<String, T> parser) {
    return declared.required(name, type, parser);
  }

  /**
   * Declares an argument of the stage's own that has a default.
   *
   * @param name the argument's name, without dashes
   * @param type what the text must be, with its article, for the message
   * @param defaultValue the text to take when the argument was not given
   * @param parser converts the text; any {@link RuntimeException} it throws means that it cannot
   * @return gives the value, after {@link #requireArguments}
   * @param <T> the parameter's type
   */
  public <T> Supplier<T> argument(
      String name, String type, String defaultValue, Function<String, T> parser) {
    return declared.optional(name, type, defaultValue, parser);
  }

  /**
   * Checks the arguments that every job of Stageloom gets, and those that were declared. Names that
   * were not declared are Glue's, or those of a later Glue version, and are not complained about,
   * unless one is a declared name misspelled.
   *
   * @throws InvalidArgumentsException if arguments are missing, empty, malformed, misspelled or
   *     contradict each other; the message lists all of them
   */
  public void requireArguments() {
    List<String> problems = new ArrayList<>(reading.problems());
    problems.addAll(declared.problems());
    if (!problems.isEmpty()) {
      throw GlueArguments.invalid(stage, problems);
    }
  }

  /**
   * The values of the stage's own arguments.
   *
   * @return the values
   */
  public StageArguments arguments() {
    return reading.stageArguments();
  }

  /**
   * What the stage can know of its execution.
   *
   * @return the context; it can be used inside Spark's functions
   */
  public StageContext context() {
    return new GlueContext(contract());
  }

  /**
   * Has the output compressed. Readers tell it by the output's first bytes.
   *
   * @param outputCompression how
   */
  public void compressOutput(Compression outputCompression) {
    this.compression = outputCompression;
  }

  /**
   * Writes the stage's output and commits it: either all of it is there, or the earlier output, or
   * none. A second run of the stage replaces the output of the first. The output is a dataset of
   * JSON Lines at {@code output.json/}, in parts of about 128 MB or less ({@code
   * spark.sql.files.maxPartitionBytes}); its {@code _SUCCESS} marker lists the parts of this run.
   * The parts of earlier runs stay until the bucket's lifecycle rule removes them, and are not
   * read.
   *
   * @param result the items
   * @return what was read and written; an item that was read several times counts once
   * @throws StageException if an input or S3 is at fault
   * @throws IllegalArgumentException if a column of the result cannot be JSON
   */
  public StageSummary write(Dataset<?> result) {
    return write(
        result,
        OutputPlaces::json,
        this::dataset,
        (output, items) -> output.writeJson(items, compression));
  }

  /**
   * Writes the stage's output as a dataset of Parquet at {@code output.parquet/} and commits it, as
   * {@link #write} does for JSON. {@link #input()} and {@link #output} of later Glue stages find it
   * there; a Lambda stage cannot read it. Its parts are of about 128 MB or less. A result without
   * items has one part, by which a reader knows the columns. {@link #compressOutput} sets Parquet's
   * own codec; without it that is Spark's default, snappy.
   *
   * @param result the items
   * @return what was read and written
   * @throws StageException if an input or S3 is at fault
   * @throws IllegalArgumentException if a column of the result cannot be Parquet
   */
  public StageSummary writeParquet(Dataset<?> result) {
    return write(
        result,
        OutputPlaces::parquet,
        this::dataset,
        (output, items) -> output.writeParquet(items, compression));
  }

  /**
   * Writes the stage's output as one single object of JSON Lines at {@code output.json}, in the
   * items' order, where any reader of S3 finds it. The object appears when it is complete.
   *
   * <p>Its cost: all tasks compute the items and their text, but then the whole output goes through
   * one shuffle to one task, which writes it alone, in constant memory, at what one connection to
   * S3 carries (in the order of 100 MB a second). The workers' disks hold the output once in
   * between, and a failure of that task starts its writing again. Past some gigabytes, prefer
   * {@link #write}.
   *
   * @param result the items
   * @return what was read and written
   * @throws StageException if an input or S3 is at fault
   * @throws IllegalArgumentException if a column of the result cannot be JSON
   */
  public StageSummary writeSingleObject(Dataset<?> result) {
    return write(
        result,
        OutputPlaces::json,
        () -> new OutputObject(contract().output(), compression),
        OutputObject::write);
  }

  private OutputDataset dataset() {
    return new OutputDataset(contract().output(), datasets.bytes());
  }

  /** A way of writing that may fail in any way. */
  @FunctionalInterface
  private interface Writing<O> {

    long write(O output, Dataset<?> result) throws Exception;
  }

  private <O> StageSummary write(
      Dataset<?> result,
      Function<OutputPlaces, String> place,
      Supplier<O> output,
      Writing<O> writing) {
    Objects.requireNonNull(
        result,
        () ->
            "stage "
                + stage
                + " returned null instead of a dataset: return an empty dataset, or declare the"
                + " stage method void");
    long written;
    try {
      written = writing.write(output.get(), result);
    } catch (Exception e) {
      throw StageFailures.rethrow(e);
    }
    return summary(place.apply(OutputPlaces.of(contract().output())), written);
  }

  /**
   * Ends a stage that has no output of its own.
   *
   * @return what was read
   */
  public StageSummary finish() {
    return summary("", 0);
  }

  private StageSummary summary(String output, long written) {
    return new StageSummary(
        stage, contract().executionId(), inputUris, output, datasets.recordsRead(), written);
  }
}
