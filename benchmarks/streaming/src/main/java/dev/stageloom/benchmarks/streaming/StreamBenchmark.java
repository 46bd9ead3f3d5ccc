package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A warm stage over some 25 MB in memory, beside the JSON library's loop over the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class StreamBenchmark {

  private static final int ITEMS = 100_000;
  private static final OutputLocation OUTPUT = new OutputLocation("bucket", "run", "ChangeStage");

  private byte[] lines = new byte[0];
  private JsonLoop loop = new JsonLoop();
  private LineItemWorkflow_ChangeStage_Handler handler =
      new LineItemWorkflow_ChangeStage_Handler(
          StageRuntime.builder().objectStorage(new MemoryStorage(lines)).build());

  /** Makes the input. */
  @Setup
  public void setUp() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Jsonb.builder()
        .serializeNulls(true)
        .build()
        .type(LineItem.class)
        .streamAsLines()
        .toJson(LongStream.range(0, ITEMS).mapToObj(LineItem::of), out);
    lines = out.toByteArray();
    handler =
        new LineItemWorkflow_ChangeStage_Handler(
            StageRuntime.builder().objectStorage(new MemoryStorage(lines)).build());
  }

  /** The generated handler. */
  @Benchmark
  public void stage() throws IOException {
    Invocation.run(handler, OUTPUT, "SourceStage");
  }

  /** The JSON library's loop. */
  @Benchmark
  public void loop() {
    loop.run(new ByteArrayInputStream(lines), OutputStream.nullOutputStream());
  }
}
