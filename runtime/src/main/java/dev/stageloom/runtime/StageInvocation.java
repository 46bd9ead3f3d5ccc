package dev.stageloom.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.StageContext;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.annotations.contract.StageSummary;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a stage: what it reads, what it knows of its execution, and where its result goes. A
 * result becomes visible at once and only when it was written to its end; a second run overwrites
 * the first one's.
 */
public final class StageInvocation {

  private final Jsonb jsonb;
  private final StageStorage storage;
  private final StageEvent event;
  private final Context lambdaContext;
  private final InvocationArguments arguments;
  private final Progress progress;
  private final List<String> inputs = new ArrayList<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();
  private Compression compression = Compression.NONE;
  private @Nullable OutputLocation written;

  StageInvocation(
      Jsonb jsonb,
      StageStorage storage,
      StageEvent event,
      Context lambdaContext,
      Progress progress) {
    this.jsonb = jsonb;
    this.storage = storage;
    this.event = event;
    this.lambdaContext = lambdaContext;
    this.progress = progress;
    this.arguments =
        new InvocationArguments(
            new StageArguments(event.context().currentStage(), event.arguments()));
  }

  /**
   * The stage's input: the output of the stage before it, or the message that started the
   * execution.
   *
   * @return the input
   * @throws InvalidEventException if the event has neither
   */
  public StageInput input() {
    Optional<String> previous = event.context().previousStage();
    if (previous.isPresent()) {
      return output(previous.get());
    }
    byte[] message =
        event
            .initialData()
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        "the event of stage "
                            + stage()
                            + " has neither \"previousStage\" nor \"initialData\": there is nothing"
                            + " for the stage to read"));
    return new MessageInput(message, stage(), progress);
  }

  /**
   * The output of any earlier stage of the same execution.
   *
   * @param stage that stage's name
   * @return its output
   */
  public StageInput output(String stage) {
    OutputLocation location = location(stage);
    inputs.add(location.uri());
    return new OutputInput(jsonb, storage, location, stage(), progress, closeables);
  }

  /**
   * The arguments that the execution's input gives to the stage.
   *
   * @return the arguments
   */
  public InvocationArguments arguments() {
    return arguments;
  }

  /**
   * What the stage may know of its execution.
   *
   * @return the context
   */
  public StageContext context() {
    return event.context();
  }

  /**
   * Lambda's own context.
   *
   * @return the context that Lambda has called the handler with
   */
  public Context lambdaContext() {
    return lambdaContext;
  }

  /**
   * Has the output compressed. Readers tell it by the output's first bytes.
   *
   * @param compression how
   * @throws InvalidDataException if what compresses it is not on the class path
   */
  public void compressOutput(Compression compression) {
    if (compression == Compression.ZSTD) {
      Zstandard.require();
    }
    this.compression = compression;
  }

  /**
   * Writes a single value as one JSON document.
   *
   * @param type the value's type
   * @param value what the stage has returned
   * @param <T> the value's type
   * @throws InvalidDataException if the value is null or cannot be written as JSON
   * @throws StorageException if it cannot be stored
   */
  public <T> void writeValue(DataType<T> type, @Nullable T value) {
    T result = requireResult(value);
    OutputWriter writer = writer();
    writer.writeValue(type, result);
  }

  /**
   * Writes a collection as JSON Lines.
   *
   * @param type the type of its items
   * @param items what the stage has returned
   * @param <T> the type of its items
   * @throws InvalidDataException if it or an item is null or cannot be written as JSON
   * @throws StorageException if it cannot be stored
   */
  public <T> void writeList(DataType<T> type, @Nullable Iterable<? extends T> items) {
    writeIterator(type, requireResult(items).iterator());
  }

  /**
   * Writes a stream as JSON Lines, in constant memory, and closes it. Its operations run here, so
   * what they throw is thrown.
   *
   * @param type the type of its items
   * @param items what the stage has returned
   * @param <T> the type of its items
   * @throws InvalidDataException if it or an item is null or cannot be written as JSON
   * @throws StorageException if it cannot be stored
   */
  public <T> void writeStream(DataType<T> type, @Nullable Stream<? extends T> items) {
    try (Stream<? extends T> stream = requireResult(items).sequential()) {
      OutputWriter writer = writer();
      // Not through the stream's iterator, which may buffer what a flatMap makes of one element.
      writer.writeItems(type, stream::forEachOrdered);
    }
  }

  /**
   * Writes what an iterator returns as JSON Lines, in constant memory. It is closed if it is {@link
   * AutoCloseable}.
   *
   * @param type the type of its items
   * @param items what the stage has returned
   * @param <T> the type of its items
   * @throws InvalidDataException if it or an item is null or cannot be written as JSON
   * @throws StorageException if it cannot be stored
   */
  public <T> void writeIterator(DataType<T> type, @Nullable Iterator<? extends T> items) {
    Iterator<? extends T> iterator = requireResult(items);
    if (iterator instanceof AutoCloseable closeable) {
      closeables.add(closeable);
    }
    OutputWriter writer = writer();
    writer.writeItems(type, iterator::forEachRemaining);
  }

  private <T> T requireResult(@Nullable T result) {
    if (result == null) {
      throw new InvalidDataException(
          "stage "
              + stage()
              + " has returned null: return a value or an empty collection, or declare the stage"
              + " method void");
    }
    return result;
  }

  private OutputWriter writer() {
    if (written != null) {
      throw new IllegalStateException("stage " + stage() + " has written its output already");
    }
    written = location(stage());
    return new OutputWriter(storage, written, compression, progress);
  }

  private OutputLocation location(String stage) {
    return new OutputLocation(
        event.context().workflowBucket(), event.context().executionId(), stage);
  }

  private String stage() {
    return event.context().currentStage();
  }

  /** Closes the inputs that are still open. */
  void close() {
    for (AutoCloseable closeable : closeables) {
      try {
        closeable.close();
      } catch (Exception ignored) {
        // The result is written, or the stage has failed already: closing changes neither.
      }
    }
  }

  /** What was read and written. */
  StageSummary summary() {
    return new StageSummary(
        stage(),
        event.context().executionId(),
        inputs,
        written == null ? "" : written.uri(),
        progress.recordsRead(),
        progress.recordsWritten());
  }
}
