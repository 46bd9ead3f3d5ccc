package dev.stageloom.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stageloom.annotations.contract.StageSummary;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.SdkObjectStorage;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs stages on Lambda. A generated handler creates one when Lambda starts the function, and calls
 * {@link #handle} for each event.
 *
 * <p>S3 is reached by {@link ObjectStorage#create}, unless a builder says otherwise. Region,
 * credentials and endpoint come from the AWS SDK's default chains; tests set the system properties
 * {@code aws.endpointUrlS3}, {@code aws.region}, {@code aws.accessKeyId} and {@code
 * aws.secretAccessKey}.
 *
 * <p>Instances may be shared by threads.
 */
public final class StageRuntime {

  /**
   * The JSON library's system property for the longest string that it reads, in characters. The
   * library's own default, 4096, allows 32,768 characters; unless the property is set, Stageloom
   * sets it to 1,048,576.
   */
  static final String STRING_BUFFER_PROPERTY = "jsonb.parserCharBufferSize";

  /** Source: AWS Lambda developer guide, "Defined runtime environment variables". */
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  private static final String SNAP_START = "snap-start";

  private static final String STRING_BUFFER_SIZE = "1048576";

  static {
    // Before the first use of the library, which reads the property once.
    if (System.getProperty(STRING_BUFFER_PROPERTY) == null) {
      System.setProperty(STRING_BUFFER_PROPERTY, STRING_BUFFER_SIZE);
    }
  }

  private final Jsonb jsonb;
  private final StageStorage storage;
  private final DeadlineWatch deadlines = new DeadlineWatch();
  private final @Nullable Consumer<StageSummary> onCompleted;
  private @Nullable Object beforeSnapshot;

  private StageRuntime(
      Jsonb jsonb, ObjectStorage s3, int partSize, @Nullable Consumer<StageSummary> onCompleted) {
    this.jsonb = jsonb;
    this.storage = new StageStorage(s3, partSize);
    this.onCompleted = onCompleted;
  }

  /**
   * A runtime with the defaults.
   *
   * @return the runtime
   */
  public static StageRuntime create() {
    return builder().build();
  }

  /**
   * The JSON library as stages' items are read and written where no other configuration is set: for
   * what reads their outputs elsewhere. It writes nulls, because without them a list's null items
   * would be lost; reads null as an empty {@code Optional}; refuses null for a primitive; and
   * ignores unknown fields.
   *
   * @return a new one; it may be used by several threads
   */
  // Not made by two threads at once: the library's registry of generated code does not allow it.
  public static synchronized Jsonb defaultJsonb() {
    // The pool, unlike the library's default, does not share a thread's buffers with JSON that the
    // stage itself may be reading or writing.
    return Jsonb.builder()
        .serializeNulls(true)
        .failOnNullPrimitives(true)
        .add(new OptionalAdapters())
        .add(new MapAdapters())
        .add(new DoubleAdapters())
        .add(new GenericAdapters())
        .bufferRecycling(BufferRecycleStrategy.LOCK_FREE)
        .build();
  }

  /**
   * Begins a runtime with other parts than the defaults.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How values of a class are read and written.
   *
   * @param type the class
   * @return how
   * @param <T> the class
   */
  public <T> DataType<T> type(Class<T> type) {
    return type(type, FieldRules.NONE);
  }

  /**
   * How values of a class are read and written.
   *
   * @param type the class
   * @param rules which fields must be there
   * @return how
   * @param <T> the class
   */
  public <T> DataType<T> type(Class<T> type, FieldRules rules) {
    return new DataType<>(jsonb, jsonb.type(type), rules);
  }

  /**
   * How values of a generic type are read and written.
   *
   * @param type the type, such as {@code Types.newParameterizedType(Map.class, String.class,
   *     Order.class)}
   * @return how
   * @param <T> the type; the caller must see to it that it is the same
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as the JSON library's
  public <T> DataType<T> type(Type type) {
    return type(type, FieldRules.NONE);
  }

  /**
   * How values of a generic type are read and written.
   *
   * @param type the type
   * @param rules which fields must be there
   * @return how
   * @param <T> the type; the caller must see to it that it is the same
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as the JSON library's
  public <T> DataType<T> type(Type type, FieldRules rules) {
    return new DataType<>(jsonb, jsonb.type(type), rules);
  }

  /**
   * Runs a stage for one event, logs, and answers {@code {"status", "stage", "recordsProcessed"}}:
   * the number of records written, or read by a stage without an output. What the stage throws,
   * checked exceptions included, is thrown as it is, so that Lambda and Step Functions see its
   * name.
   *
   * @param stage the stage's name
   * @param event the event, as JSON
   * @param response where to write the answer, as JSON
   * @param context Lambda's context
   * @param body binds the parameters, calls the stage, and writes its result
   * @throws IOException if the event cannot be read or the answer cannot be written
   * @throws InvalidEventException if the event is not one for this stage
   */
  public void handle(
      String stage, InputStream event, OutputStream response, Context context, StageBody body)
      throws IOException {
    long start = System.nanoTime();
    StageLog log = new StageLog(jsonb, context, stage);
    String executionId = "";
    Progress progress = new Progress(stage, context.getRemainingTimeInMillis());
    StageInvocation invocation = null;
    deadlines.begin(progress, log);
    try {
      StageEvent parsed = StageEvent.parse(stage, event.readAllBytes(), jsonb);
      executionId = parsed.context().executionId();
      log.started(parsed);
      invocation = new StageInvocation(jsonb, storage, parsed, context, progress);
      body.run(invocation);
    } catch (Throwable failure) {
      log.failed(executionId, failure, millisSince(start));
      throw StageRuntime.<RuntimeException>unchanged(failure);
    } finally {
      deadlines.end(progress);
      if (invocation != null) {
        invocation.close();
      }
    }
    StageSummary summary = invocation.summary();
    log.completed(summary, millisSince(start));
    if (onCompleted != null) {
      onCompleted.accept(summary);
    }
    response.write(jsonb.toJsonBytes(answer(summary)));
    response.flush();
  }

  /**
   * Prepares for the snapshot that Lambda takes of a function with SnapStart; of another function
   * it takes none.
   *
   * @param samples reads and writes samples of the stage's data
   */
  public void beforeSnapshot(Consumer<Priming> samples) {
    if (SNAP_START.equals(System.getenv(INITIALIZATION_TYPE))) {
      beforeSnapshot = Priming.BeforeSnapshot.register(storage, samples);
    }
  }

  private static Map<String, Object> answer(StageSummary summary) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "SUCCEEDED");
    answer.put("stage", summary.stage());
    answer.put(
        "recordsProcessed",
        summary.output().isEmpty() ? summary.recordsRead() : summary.recordsWritten());
    return answer;
  }

  private static long millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1_000_000;
  }

  /**
   * Lets a checked exception pass where none is declared: Lambda's interface declares {@link
   * IOException} only, and a wrapped exception would have another name.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchanged(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Makes a {@link StageRuntime}. What is not set is as in {@link StageRuntime#create}. */
  public static final class Builder {
    private @Nullable ObjectStorage s3;
    private @Nullable Jsonb jsonb;
    private int partSize = ObjectUpload.PART_SIZE;
    private @Nullable Consumer<StageSummary> onCompleted;

    private Builder() {}

    /**
     * Has S3 reached by the AWS SDK's client, which the dependency {@code
     * software.amazon.awssdk:s3} brings. By default there is none: it takes several times longer to
     * start than {@link dev.stageloom.runtime.s3.HttpObjectStorage}.
     *
     * @param s3Client the client; it stays the caller's to close
     * @return this
     */
    public Builder s3Client(S3Client s3Client) {
      return objectStorage(new SdkObjectStorage(s3Client));
    }

    /**
     * Sets how S3 is reached. The default is {@link ObjectStorage#create}.
     *
     * @param s3 does what is asked of S3
     * @return this
     */
    public Builder objectStorage(ObjectStorage s3) {
      this.s3 = s3;
      return this;
    }

    /**
     * Sets the JSON library's configuration. The default is {@link #defaultJsonb}.
     *
     * @param jsonb the configuration
     * @return this
     */
    public Builder jsonb(Jsonb jsonb) {
      this.jsonb = jsonb;
      return this;
    }

    /** Sets the size of the parts of large outputs, in bytes: S3 itself takes 5 MiB and more. */
    Builder partSize(int partSize) {
      this.partSize = partSize;
      return this;
    }

    /**
     * Sets what is told of each stage that has completed, after its output is there and before the
     * answer is written.
     *
     * @param onCompleted takes the summary
     * @return this
     */
    public Builder onCompleted(Consumer<StageSummary> onCompleted) {
      this.onCompleted = onCompleted;
      return this;
    }

    /**
     * Makes the runtime.
     *
     * @return the runtime
     */
    public StageRuntime build() {
      return new StageRuntime(
          jsonb == null ? defaultJsonb() : jsonb,
          s3 == null ? ObjectStorage.create() : s3,
          partSize,
          onCompleted);
    }
  }
}
