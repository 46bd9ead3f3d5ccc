package dev.stageloom.local.service;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.manifest.WorkflowManifest;
import dev.stageloom.local.interpreter.TaskFailure;
import dev.stageloom.runtime.StageRuntime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs generated handlers. A handler is created for its first event and kept, as a warm function
 * is; one whose constructor failed is created anew.
 */
final class LambdaService implements AutoCloseable {

  private final String workflow;
  private final Map<String, WorkflowManifest.Stage> stages;
  private final ClassLoader loader;
  private final LocalStorage storage;
  private final RunLog log;
  private final ServiceListener listener;
  private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
  private @Nullable S3Client s3;
  private @Nullable StageRuntime runtime;

  /**
   * Prepares the service.
   *
   * @param stages the stages by the ARNs of their functions
   */
  LambdaService(
      String workflow,
      Map<String, WorkflowManifest.Stage> stages,
      ClassLoader loader,
      LocalStorage storage,
      RunLog log,
      ServiceListener listener) {
    this.workflow = workflow;
    this.stages = Map.copyOf(stages);
    this.loader = loader;
    this.storage = storage;
    this.log = log;
    this.listener = listener;
  }

  /** The task {@code lambda:invoke}. */
  Map<String, Object> invoke(String state, Map<?, ?> arguments)
      throws TaskFailure, InterruptedException {
    String arn = TaskArguments.string(state, arguments, "FunctionName");
    WorkflowManifest.Stage stage = stages.get(arn);
    if (stage == null) {
      throw new TaskFailure("Lambda.ResourceNotFoundException", "Function not found: " + arn, null);
    }
    byte[] event = Json.writeCompact(arguments.get("Payload")).getBytes(StandardCharsets.UTF_8);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ExecutedVersion", LocalContext.VERSION);
    result.put("Payload", call(stage, arn, event));
    result.put("StatusCode", 200L);
    return result;
  }

  private @Nullable Object call(WorkflowManifest.Stage stage, String arn, byte[] event)
      throws TaskFailure, InterruptedException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      RequestStreamHandler handler = handler(stage);
      handler.handleRequest(
          new ByteArrayInputStream(event),
          response,
          new LocalContext(workflow + "-" + stage.name(), arn, stage, log));
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) { // Lambda, too, reports whatever a handler throws.
      throw failure(stage, e);
    }
    try {
      return Json.parse(response.toString(StandardCharsets.UTF_8));
    } catch (JsonException e) {
      throw failure(stage, e);
    }
  }

  private synchronized RequestStreamHandler handler(WorkflowManifest.Stage stage) throws Throwable {
    RequestStreamHandler handler = handlers.get(stage.name());
    if (handler == null) {
      long start = System.nanoTime();
      handler = create(stage.entryPoint());
      handlers.put(stage.name(), handler);
      listener.ready(stage.name(), Duration.ofNanos(System.nanoTime() - start));
    }
    return handler;
  }

  private RequestStreamHandler create(String entryPoint) throws Throwable {
    try {
      return (RequestStreamHandler)
          Class.forName(entryPoint, true, loader)
              .getConstructor(StageRuntime.class)
              .newInstance(runtime());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } catch (ClassNotFoundException | NoSuchMethodException | ClassCastException e) {
      throw new ServiceException(
          "the generated handler "
              + entryPoint
              + " is not on the class path, or is of another version of Stageloom: compile the"
              + " workflow again",
          e);
    }
  }

  private StageRuntime runtime() {
    if (runtime == null) {
      s3 = LocalS3Client.create(storage);
      runtime = StageRuntime.builder().s3Client(s3).onCompleted(listener::completed).build();
    }
    return runtime;
  }

  private TaskFailure failure(WorkflowManifest.Stage stage, Throwable e) {
    log.failure(stage.name(), e);
    String error = e instanceof ServiceException ? ServiceException.ERROR : e.getClass().getName();
    Map<String, Object> cause = new LinkedHashMap<>();
    cause.put("errorMessage", String.valueOf(e.getMessage()));
    cause.put("errorType", error);
    return new TaskFailure(error, Json.writeCompact(cause), e);
  }

  @Override
  public synchronized void close() {
    if (s3 != null) {
      s3.close();
    }
  }
}
