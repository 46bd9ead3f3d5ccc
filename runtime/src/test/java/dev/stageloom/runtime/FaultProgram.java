package dev.stageloom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.fault.Fault;
import dev.stageloom.runtime.fault.FaultProxy;
import dev.stageloom.runtime.fault.PlannedFault;
import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Order;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One run of a stage with an input, an output and planned faults, and what must be true of it: the
 * whole right output, or a clear error and no output.
 */
final class FaultProgram {

  static final int PART_SIZE = 10 << 10;

  /** Enough for several parts. */
  static final int MANY = 200;

  private static final String WRITER = "EarlierStage";
  private static final String STAGE = "TestedStage";
  private static final Jsonb JSON = Jsonb.builder().serializeNulls(true).build();
  private static final long ADDED = 1_000_000;

  /** How the input lies on S3. */
  enum Input {
    LINES,
    ARRAY,
    DATASET,
    DATASET_WITH_EMPTY_MARKER
  }

  /** How the stage takes its input, and what it gives. */
  enum Shape {
    VALUE,
    LIST,
    STREAM,
    ITERATOR,
    NONE
  }

  /** How a run has ended. */
  enum Outcome {
    SUCCEEDED,
    FAILED_CLEARLY
  }

  private final String name;
  private final long seed;
  private final Input input;
  private final Compression compression;
  private final Shape read;
  private final Shape write;
  private final int items;
  private final boolean earlierOutput;
  private final List<PlannedFault> plan;
  private final OutputLocation from;
  private final OutputLocation to;

  FaultProgram(
      String name,
      long seed,
      Input input,
      Compression compression,
      Shape read,
      Shape write,
      int items,
      boolean earlierOutput,
      List<PlannedFault> plan) {
    this.name = name;
    this.seed = seed;
    this.input = input;
    this.compression = compression;
    this.read = read;
    this.write = write;
    this.items = items;
    this.earlierOutput = earlierOutput;
    this.plan = plan;
    String bucket = "bucket-" + name;
    this.from = new OutputLocation(bucket, "execution", WRITER);
    this.to = new OutputLocation(bucket, "execution", STAGE);
  }

  /** Draws a program. */
  static FaultProgram random(long seed) {
    // The first numbers of neighbouring seeds are alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Input input = pick(random, Input.values());
    Compression compression = pick(random, Compression.values());
    Shape read = pick(random, Shape.VALUE, Shape.LIST, Shape.STREAM, Shape.ITERATOR);
    Shape write = pick(random, Shape.values());
    int items = read == Shape.VALUE ? 1 : random.nextInt(3) == 0 ? random.nextInt(4) : MANY;
    List<PlannedFault> plan = new ArrayList<>();
    do {
      int times =
          random.nextInt(4) == 0 ? PlannedFault.PERMANENT : 1 + Math.max(0, random.nextInt(6) - 3);
      Fault fault = pick(random, Fault.values());
      if (fault.takesTimeout() && times == PlannedFault.PERMANENT && random.nextInt(3) > 0) {
        // Each costs the client's timeouts.
        times = 1;
      }
      plan.add(new PlannedFault(fault, operation -> true, random.nextInt(3), times));
    } while (random.nextInt(3) == 0);
    return new FaultProgram(
        Long.toString(seed),
        seed,
        input,
        compression,
        read,
        write,
        items,
        random.nextBoolean(),
        plan);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  List<PlannedFault> plan() {
    return plan;
  }

  /** Runs the stage once and checks what it has left behind. */
  Outcome run(URI server, S3Client direct, S3Access access) throws Exception {
    DataType<Order> type = new DataType<>(JSON, JSON.type(Order.class), FieldRules.NONE);
    direct.createBucket(request -> request.bucket(to.bucket()));
    putInput(direct, type);
    String before = null;
    if (earlierOutput) {
      before = lines(type, LongStream.range(7, 9));
      put(direct, to.key(), before);
    }
    TreeSet<String> keysBefore = keys(direct);

    List<StageSummary> summaries = new ArrayList<>();
    TestContext context = new TestContext();
    Throwable failure = null;
    Duration timeout = mayTimeOut() ? Duration.ofMillis(600) : Duration.ofSeconds(20);
    try (FaultProxy proxy =
        FaultProxy.to(server)
            .plan(plan)
            .seed(seed)
            .clientTimeout(timeout)
            .replacer(path -> replace(direct, type, path))
            .start()) {
      try {
        StageRuntime runtime =
            StageRuntime.builder()
                .objectStorage(access.at(proxy.endpoint(), timeout))
                .partSize(PART_SIZE)
                .onCompleted(summaries::add)
                .build();
        handle(runtime, context);
      } catch (StageException e) {
        failure = e;
      }
    }

    check(direct, type, before, keysBefore, failure, summaries, context);
    deleteAll(direct);
    return failure == null ? Outcome.SUCCEEDED : Outcome.FAILED_CLEARLY;
  }

  /**
   * Whether the client waits for a short time only. On a busy machine that may be too short for an
   * answer that comes: then a request may be done of which the client does not know.
   */
  private boolean mayTimeOut() {
    return plan.stream().anyMatch(each -> each.fault().takesTimeout());
  }

  private void handle(StageRuntime runtime, TestContext context) throws Exception {
    String event =
        "{\"executionId\":\"execution\",\"currentStage\":\"%s\",\"previousStage\":\"%s\",\"workflowBucket\":\"%s\"}"
            .formatted(STAGE, WRITER, to.bucket());
    runtime.handle(
        STAGE,
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        context,
        invocation -> stage(runtime.type(Order.class), invocation));
  }

  private void stage(DataType<Order> type, StageInvocation invocation) {
    StageInput in = invocation.input();
    Stream<Order> orders =
        switch (read) {
          case VALUE -> Stream.of(in.value(type));
          case LIST -> in.list(type).stream();
          case STREAM -> in.stream(type);
          case ITERATOR -> {
            var iterator = in.iterator(type);
            yield Stream.generate(() -> iterator)
                .takeWhile(each -> each.hasNext())
                .map(each -> each.next());
          }
          case NONE -> throw new IllegalStateException();
        };
    invocation.compressOutput(compression);
    Stream<Order> result = orders.map(order -> Order.of(order.id() + ADDED));
    switch (write) {
      case VALUE -> invocation.writeValue(type, Order.of(result.count()));
      case LIST -> invocation.writeList(type, result.toList());
      case STREAM -> invocation.writeStream(type, result);
      case ITERATOR -> invocation.writeIterator(type, result.iterator());
      case NONE -> assertThat(result.count()).isEqualTo(items);
    }
  }

  private Optional<String> expected(DataType<Order> type) {
    return switch (write) {
      case NONE -> Optional.empty();
      case VALUE -> Optional.of(StageTester.json(type, Order.of(items)));
      default -> Optional.of(lines(type, LongStream.range(ADDED, ADDED + items)));
    };
  }

  private static String lines(DataType<Order> type, LongStream ids) {
    return ids.mapToObj(id -> StageTester.json(type, Order.of(id)) + "\n")
        .collect(Collectors.joining());
  }

  private void putInput(S3Client direct, DataType<Order> type) {
    if (input == Input.LINES) {
      put(direct, from.key(), lines(type, LongStream.range(0, items)));
      return;
    }
    if (input == Input.ARRAY) {
      boolean document = read == Shape.VALUE;
      String text =
          LongStream.range(0, items)
              .mapToObj(id -> StageTester.json(type, Order.of(id)))
              .collect(Collectors.joining(",\n", document ? "" : "[", document ? "" : "]"));
      put(direct, from.key(), text);
      return;
    }
    List<String> names = new ArrayList<>();
    int perPart = Math.max(1, items / 3);
    for (int first = 0; first < items; first += perPart) {
      String part = "part-%05d-run-%d.json".formatted(first / perPart, first);
      int last = Math.min(items, first + perPart);
      put(direct, from.datasetPrefix() + part, lines(type, LongStream.range(first, last)));
      names.add(part);
    }
    String marker = "";
    if (input == Input.DATASET) {
      put(direct, from.datasetPrefix() + "part-00000-failed-1.json", "{\"id\":");
      marker =
          names.stream()
              .map(part -> "{\"name\":\"" + part + "\"}")
              .collect(Collectors.joining(",", "{\"stageloom\":1,\"parts\":[", "]}"));
    }
    direct.putObject(
        request -> request.bucket(to.bucket()).key(from.successKey()),
        RequestBody.fromString(marker));
  }

  /** Puts a later run's output in the place of an object. */
  private void replace(S3Client direct, DataType<Order> type, String path) {
    int slash = path.indexOf('/', 1);
    put(direct, path.substring(slash + 1), lines(type, LongStream.range(5_000, 5_700)));
  }

  private void put(S3Client direct, String key, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = OutputBody.compressor(compression, bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    direct.putObject(
        request -> request.bucket(to.bucket()).key(key),
        RequestBody.fromBytes(bytes.toByteArray()));
  }

  private Optional<String> output(S3Client direct) {
    try (InputStream content =
        Decompression.of(
            direct
                .getObjectAsBytes(request -> request.bucket(to.bucket()).key(to.key()))
                .asInputStream())) {
      return Optional.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TreeSet<String> keys(S3Client direct) {
    return direct.listObjectsV2(request -> request.bucket(to.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void check(
      S3Client direct,
      DataType<Order> type,
      String before,
      TreeSet<String> keysBefore,
      Throwable failure,
      List<StageSummary> summaries,
      TestContext context) {
    Optional<String> after = output(direct);
    TreeSet<String> keys = keys(direct);
    keys.remove(to.key());
    keysBefore.remove(to.key());
    assertThat(keys).isEqualTo(keysBefore);
    if (failure == null) {
      Optional<String> right = expected(type);
      assertThat(after.equals(right.isPresent() ? right : Optional.ofNullable(before)))
          .as("the output is the whole right one")
          .isTrue();
      StageSummary summary = summaries.get(0);
      assertThat(summary.recordsRead()).isEqualTo(items);
      assertThat(summary.recordsWritten())
          .isEqualTo(write == Shape.NONE ? 0 : write == Shape.VALUE ? 1 : items);
    } else {
      checkFailure(failure, summaries, context);
      boolean open = mayTimeOut() || plan.stream().anyMatch(PlannedFault::leavesOutcomeOpen);
      boolean unchanged = after.equals(Optional.ofNullable(before));
      assertThat(unchanged || (open && after.equals(expected(type))))
          .as("a failed run has no visible output; failed with: " + failure.getMessage())
          .isTrue();
    }
    if (!mayTimeOut() && plan.stream().noneMatch(PlannedFault::leavesUpload)) {
      assertThat(uploads(direct)).as("unfinished uploads").isEmpty();
    }
  }

  private void checkFailure(Throwable failure, List<StageSummary> summaries, TestContext context) {
    assertThat(summaries).isEmpty();
    assertThat(String.join("", context.lines())).doesNotContain("AWS4-HMAC", "Signature=");
    assertThat(failure.getMessage()).contains("s3://" + to.bucket() + "/executions/execution/");
    assertThat(context.lines()).last().asString().contains("\"event\":\"stage.failed\"");
    int injected = plan.stream().mapToInt(PlannedFault::injected).sum();
    if (injected <= (mayTimeOut() ? 1 : 2) && plan.stream().allMatch(FaultProgram::mustPass)) {
      throw new AssertionError("what passes was not got over", failure);
    }
    assertThat(failure.getMessage())
        .containsAnyOf(
            plan.stream()
                .filter(each -> each.injected() > 0 || mayTimeOut())
                .flatMap(each -> Stream.of(explanations(each.fault())))
                .toArray(String[]::new));
    if (plan.size() == 1) {
      assertThat(failure)
          .isInstanceOf(
              switch (plan.get(0).fault()) {
                case WRONG_CONTENT -> InvalidDataException.class;
                case NO_SUCH_KEY -> StageException.class;
                default -> StorageException.class;
              });
    }
  }

  /** Whether two faults of a plan in a row may not fail the stage. */
  private static boolean mustPass(PlannedFault planned) {
    return switch (planned.fault()) {
      // It lasts for a while, not for a number of attempts.
      case CONNECTION_REFUSED -> planned.injected() == 0;
      // A clock is corrected once.
      case CLOCK_SKEW -> planned.injected() <= 1;
      default -> planned.fault().isRetryable();
    };
  }

  /** What the message must say, in one of these ways. */
  private static String[] explanations(Fault fault) {
    return switch (fault) {
      case SLOW_DOWN -> new String[] {"S3 answered 503 SlowDown"};
      case INTERNAL_ERROR, ERROR_IN_200 -> new String[] {"InternalError"};
      case REQUEST_TIMEOUT -> new String[] {"S3 answered 400 RequestTimeout"};
      case CLOCK_SKEW -> new String[] {"the clock of the machine"};
      case ACCESS_DENIED ->
          new String[] {
            "the stage's role needs s3:GetObject on arn:aws:s3:::bucket-",
            "the stage's role needs s3:PutObject on arn:aws:s3:::bucket-",
            "the stage's role needs s3:ListBucket on arn:aws:s3:::bucket-",
            "the stage's role needs s3:AbortMultipartUpload on arn:aws:s3:::bucket-"
          };
      case NO_SUCH_BUCKET -> new String[] {"the bucket does not exist"};
      case NO_SUCH_KEY -> new String[] {"the output of stage " + WRITER};
      case WRONG_CONTENT ->
          new String[] {
            "it does not begin with a JSON value", "it is not JSON", "its compression is broken"
          };
      case OBJECT_REPLACED -> new String[] {"it was replaced while it was read"};
      default -> new String[] {"the network", "beyond byte", "NoSuchUpload", "without a code"};
    };
  }

  private List<MultipartUpload> uploads(S3Client direct) {
    return direct.listMultipartUploads(request -> request.bucket(to.bucket())).uploads();
  }

  private void deleteAll(S3Client direct) {
    for (MultipartUpload upload : uploads(direct)) {
      direct.abortMultipartUpload(
          request -> request.bucket(to.bucket()).key(upload.key()).uploadId(upload.uploadId()));
    }
    for (String key : keys(direct)) {
      direct.deleteObject(request -> request.bucket(to.bucket()).key(key));
    }
    direct.deleteBucket(request -> request.bucket(to.bucket()));
  }

  @Override
  public String toString() {
    return "program "
        + name
        + ": "
        + input
        + " in "
        + compression
        + " as "
        + read
        + " of "
        + items
        + " to "
        + write
        + ", "
        + plan;
  }
}
