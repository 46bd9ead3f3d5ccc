package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.local.s3.LocalS3;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Order;
import dev.stageloom.runtime.sample.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Runs stages against an embedded S3 server. */
final class StageTester implements BeforeEachCallback, AfterEachCallback {

  static final String BUCKET = "workflow-bucket";
  static final String EXECUTION = "execution-1";

  private final S3Access access;
  private final UnaryOperator<ObjectStorage> wrapper;
  private final int partSize;
  private final List<StageSummary> summaries = new ArrayList<>();
  private Path root;
  private LocalS3 server;
  private S3Client s3;
  private StageRuntime runtime;
  private TestContext context;

  StageTester() {
    this(S3Access.HTTP);
  }

  StageTester(S3Access access) {
    this(access, UnaryOperator.identity());
  }

  /** Has stages reach S3 through something that stands between. */
  StageTester(S3Access access, UnaryOperator<ObjectStorage> wrapper) {
    this(access, wrapper, ObjectUpload.PART_SIZE);
  }

  /**
   * Begins a tester.
   *
   * @param wrapper makes what stands between stages and S3
   * @param partSize the size of the parts of large outputs, in bytes
   */
  StageTester(S3Access access, UnaryOperator<ObjectStorage> wrapper, int partSize) {
    this.access = access;
    this.wrapper = wrapper;
    this.partSize = partSize;
  }

  @Override
  public void beforeEach(ExtensionContext extension) throws IOException {
    root = Files.createTempDirectory("stage-tester");
    server = LocalS3.start(root, Math.min(partSize, 5 << 20));
    server.createBucket(BUCKET);
    s3 = S3Access.client(server.endpoint());
    runtime =
        StageRuntime.builder()
            .objectStorage(wrapper.apply(access.at(server.endpoint())))
            .partSize(partSize)
            .onCompleted(summaries::add)
            .build();
    context = new TestContext();
    summaries.clear();
  }

  @Override
  public void afterEach(ExtensionContext extension) throws IOException {
    s3.close();
    server.close();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        // A request of a process that was killed may still be given up by the server.
        Files.deleteIfExists(each);
      }
    }
  }

  LocalS3 server() {
    return server;
  }

  S3Client s3() {
    return s3;
  }

  StageRuntime runtime() {
    return runtime;
  }

  TestContext context() {
    return context;
  }

  StageSummary summary() {
    return summaries.get(summaries.size() - 1);
  }

  DataType<Order> orders() {
    return runtime.type(Order.class);
  }

  DataType<Trigger> triggers() {
    return runtime.type(Trigger.class);
  }

  static <T> String json(DataType<T> type, T value) {
    return new String(type.write(value), StandardCharsets.UTF_8);
  }

  /** Runs the first stage of a workflow. */
  String runFirst(String stage, String message, StageBody body) {
    return handle(stage, event(stage, "null", "\"initialData\":" + message), body);
  }

  /** Runs a stage that follows another. */
  String run(String stage, String previous, StageBody body) {
    return handle(stage, event(stage, "\"" + previous + "\"", "\"other\":[1,{}]"), body);
  }

  /** Runs a stage that reads the one before it and has no output. */
  <T> T read(Function<StageInput, T> reader) {
    List<T> result = new ArrayList<>();
    run("ReadStage", "WriteStage", invocation -> result.add(reader.apply(invocation.input())));
    return result.get(0);
  }

  <T> List<T> readList(DataType<T> type) {
    return read(input -> input.list(type));
  }

  <T> List<T> readStream(DataType<T> type) {
    return read(input -> input.stream(type).toList());
  }

  <T> List<T> readIterator(DataType<T> type) {
    return read(
        input -> {
          List<T> items = new ArrayList<>();
          input.iterator(type).forEachRemaining(items::add);
          return items;
        });
  }

  <T> T readValue(DataType<T> type) {
    return read(input -> input.value(type));
  }

  static String event(String stage, String previous, String more) {
    return "{\"executionId\":\""
        + EXECUTION
        + "\",\"currentStage\":\""
        + stage
        + "\",\"previousStage\":"
        + previous
        + ",\"workflowBucket\":\""
        + BUCKET
        + "\","
        + more
        + "}";
  }

  String handle(String stage, String event, StageBody body) {
    return handle(runtime, context, stage, event, body);
  }

  static String handle(
      StageRuntime runtime, TestContext context, String stage, String event, StageBody body) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      runtime.handle(
          stage,
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          response,
          context,
          body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response.toString(StandardCharsets.UTF_8);
  }

  static OutputLocation location(String stage) {
    return new OutputLocation(BUCKET, EXECUTION, stage);
  }

  /** Puts an object as another program would. */
  void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, byte[] bytes) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  /** Puts the output of the stage that {@link #read} reads. */
  void putOutput(String text) {
    put(location("WriteStage").key(), text);
  }

  /** Puts a part file of the dataset that {@link #read} reads. */
  void putPart(String name, String text) {
    put(location("WriteStage").datasetPrefix() + name, text);
  }

  /** The text of a stage's output. */
  String output(String stage) {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(location(stage).key()))
        .asUtf8String();
  }

  List<String> keys() {
    return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** How many multipart uploads are unfinished. */
  int uploads() {
    return s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().size();
  }
}
