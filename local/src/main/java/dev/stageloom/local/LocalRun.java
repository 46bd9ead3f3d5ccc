package dev.stageloom.local;

import dev.stageloom.asl.AslException;
import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.StateMachine;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.manifest.ManifestException;
import dev.stageloom.asl.manifest.ManifestFinder;
import dev.stageloom.asl.manifest.StageKind;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.local.interpreter.DefinitionException;
import dev.stageloom.local.interpreter.ExecutionRequest;
import dev.stageloom.local.interpreter.ExecutionResult;
import dev.stageloom.local.interpreter.Pace;
import dev.stageloom.local.interpreter.StateMachineInterpreter;
import dev.stageloom.local.s3.LocalS3;
import dev.stageloom.local.service.LocalServices;
import dev.stageloom.local.service.LocalStorage;
import dev.stageloom.local.service.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a compiled workflow on this machine, as {@link Main} does, for tests:
 *
 * <pre>{@code
 * RunReport run =
 *     LocalRun.of("ceap-candidates").directory(temporary).input("{\"scaleFactor\": 0.001}").run();
 *
 * assertThat(run.failure()).isEmpty();
 * assertThat(run.output("StoreStage").items(Invitation.class)).hasSize(100);
 * }</pre>
 *
 * <p>The generated state machine is interpreted; the generated handlers and jobs run in this JVM
 * against a local S3 server on loopback. Spark is started by the first Glue stage, unless the test
 * has a {@code SparkSession} already: then that one is taken and left open. A JVM that runs Glue
 * stages needs Spark's options for JDK 17. What stages print goes to the JVM's standard output;
 * what they and Spark log, to the run's log file. An AWS client that a stage creates for itself
 * goes where this machine's settings lead it; only the command leads S3 clients to the local S3.
 *
 * <p>Waits before retries are skipped unless {@link #realTime} asks for them. Runs that share a
 * folder must not overlap, nor those with Glue stages in one JVM.
 */
public final class LocalRun {

  /** Step Functions' limit of an execution's input. */
  private static final int LARGEST_INPUT = 262_144;

  private final WorkflowManifest workflow;
  private final ClassLoader loader;
  private Path directory = Path.of("target", "stageloom");
  private Optional<String> input = Optional.empty();
  private Optional<String> executionId = Optional.empty();
  private boolean keep;
  private boolean realTime;
  private boolean ownProcess;
  private RunObserver observer = RunObserver.NONE;
  private Optional<Long> startNanos = Optional.empty();

  private LocalRun(WorkflowManifest workflow, ClassLoader loader) {
    this.workflow = workflow;
    this.loader = loader;
  }

  /**
   * A run of a workflow of the class path.
   *
   * @param workflow the workflow's name
   * @return the run, to be set up and started
   * @throws LocalRunException if there is no such workflow
   */
  public static LocalRun of(String workflow) {
    ClassLoader loader = defaultLoader();
    return new LocalRun(WorkflowCatalog.workflow(loader, workflow), loader);
  }

  /**
   * A run of a workflow whose manifest is at hand.
   *
   * @param workflow the manifest; what it names must be on the class path
   * @return the run, to be set up and started
   */
  public static LocalRun of(WorkflowManifest workflow) {
    return new LocalRun(workflow, defaultLoader());
  }

  static ClassLoader defaultLoader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? LocalRun.class.getClassLoader() : loader;
  }

  /**
   * Sets the folder for objects, log and report.
   *
   * @param folder the folder; {@code target/stageloom} by default
   * @return this
   */
  public LocalRun directory(Path folder) {
    this.directory = folder;
    return this;
  }

  /**
   * Sets the execution's input: the message that starts the workflow.
   *
   * @param json the input as JSON; by default the one that the workflow's schedule sends now, or an
   *     empty object if it has no schedule
   * @return this
   * @throws LocalRunException if it is not JSON, or larger than Step Functions takes
   */
  public LocalRun input(String json) {
    int size = json.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST_INPUT) {
      throw new LocalRunException(
          "the input has "
              + Format.records(size)
              + " bytes, but Step Functions takes "
              + Format.records(LARGEST_INPUT)
              + ": put the data into S3 and pass its place");
    }
    try {
      Json.parse(json);
      this.input = Optional.of(json);
      return this;
    } catch (JsonException e) {
      throw new LocalRunException("the input is not JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Sets the execution's id, which is the name of its folder in S3.
   *
   * @param id the id; by default a new one, made of the time
   * @return this
   * @throws LocalRunException if it cannot be part of an S3 path
   */
  public LocalRun executionId(String id) {
    this.executionId = Optional.of(ExecutionIds.check(id));
    return this;
  }

  /**
   * Keeps what earlier runs of the workflow left in the folder. By default it is deleted first.
   *
   * @param keepEarlier whether to keep it
   * @return this
   */
  public LocalRun keep(boolean keepEarlier) {
    this.keep = keepEarlier;
    return this;
  }

  /**
   * Waits out the intervals between retries, as Step Functions does. By default they are skipped.
   *
   * @param wait whether to wait
   * @return this
   */
  public LocalRun realTime(boolean wait) {
    this.realTime = wait;
    return this;
  }

  /**
   * Says that this process does nothing else: what stages print goes to the log, and the S3 clients
   * that stages create for themselves reach the local S3.
   */
  LocalRun ownProcess() {
    this.ownProcess = true;
    return this;
  }

  /** Whether one of the stages runs on Spark. */
  boolean needsSpark() {
    return workflow.stages().stream().anyMatch(stage -> stage.kind() == StageKind.GLUE);
  }

  /** Sets who hears how it goes. */
  LocalRun observer(RunObserver listener) {
    this.observer = listener;
    return this;
  }

  /** Sets when the command was started, by {@link System#nanoTime}. */
  LocalRun startedAt(long nanos) {
    this.startNanos = Optional.of(nanos);
    return this;
  }

  /**
   * Runs the workflow to its end and stops everything that was started for it.
   *
   * @return what became of it; a stage that failed is in it, not thrown
   * @throws LocalRunException if the run cannot start
   */
  public RunReport run() {
    long start = startNanos.orElseGet(System::nanoTime);
    Instant started = Instant.now();
    StateMachine machine = definition();
    String id = executionId.orElseGet(ExecutionIds::create);
    RunReport report;
    try (RunFolder folder = RunFolder.take(directory.toAbsolutePath().normalize())) {
      if (!keep) {
        folder.clear(workflow.workflow(), bucket());
      }
      RunRecorder recorder = new RunRecorder(workflow, folder.s3(), observer);
      Optional<RunFailure> failure = execute(machine, id, folder, recorder);
      report =
          new RunReport(
              workflow.workflow(),
              id,
              started,
              Duration.ofNanos(System.nanoTime() - start),
              recorder.waited(),
              recorder.stages(),
              failure,
              folder.log(id),
              folder.report(id));
      ReportFile.write(report);
    } catch (IOException | UncheckedIOException e) {
      throw new LocalRunException("the run broke off: " + e.getMessage(), e);
    }
    return report;
  }

  private Optional<RunFailure> execute(
      StateMachine machine, String id, RunFolder folder, RunRecorder recorder) throws IOException {
    @Nullable Object message = Json.parse(input.orElseGet(() -> sentNow(id)));
    try (RunLog log = RunLog.open(folder.log(id));
        PrintCapture prints = ownProcess ? PrintCapture.into(log) : PrintCapture.none();
        LocalS3 s3 = LocalS3.start(folder.s3())) {
      s3.createBucket(bucket());
      if (ownProcess) {
        AwsEnvironment.useS3(s3.endpoint());
      }
      LocalStorage storage = new LocalStorage(s3.endpoint(), bucket());
      observer.started(workflow, id);
      try (LocalServices services =
          new LocalServices(workflow, loader, storage, folder.work(), log, recorder)) {
        RunEvents events = new RunEvents(recorder, observer, realTime);
        ExecutionResult result =
            new StateMachineInterpreter(
                    machine,
                    services.substitutions(),
                    new RecordedTasks(services, recorder),
                    events,
                    pace(recorder))
                .named(workflow.workflow())
                .run(new ExecutionRequest(id, message));
        return failure(result);
      } catch (DefinitionException e) {
        throw badDefinition(e);
      } catch (RuntimeException | Error e) {
        log.failure("run", e);
        throw e;
      }
    }
  }

  private StateMachine definition() {
    try {
      return AslReader.read(ManifestFinder.resource(loader, workflow.definition()));
    } catch (ManifestException | AslException e) {
      throw badDefinition(e);
    }
  }

  private LocalRunException badDefinition(RuntimeException e) {
    return new LocalRunException(
        "workflow " + workflow.workflow() + ", " + workflow.definition() + ": " + e.getMessage(),
        e);
  }

  /** A bucket's name has lower-case letters only. */
  private String bucket() {
    return workflow.workflow().toLowerCase(Locale.ROOT) + "-local";
  }

  private Pace pace(RunRecorder recorder) {
    Pace pace = realTime ? Pace.realTime() : Pace.immediate();
    return delay -> {
      long start = System.nanoTime();
      pace.delay(delay);
      recorder.waited(Duration.ofNanos(System.nanoTime() - start));
    };
  }

  /** What the workflow's trigger sends if nobody says more. */
  private String sentNow(String id) {
    return workflow.trigger() instanceof WorkflowTrigger.Schedule schedule
        ? schedule.inputAt(Instant.now(), id)
        : "{}";
  }

  private static Optional<RunFailure> failure(ExecutionResult result) {
    if (result instanceof ExecutionResult.Failed failed) {
      return Optional.of(
          new RunFailure(
              failed.state(),
              failed.error(),
              FailureText.of(failed.error(), failed.cause(), failed.origin()),
              Optional.ofNullable(failed.origin())));
    }
    return Optional.empty();
  }
}
