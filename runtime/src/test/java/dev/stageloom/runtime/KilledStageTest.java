package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Trigger;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kills JVMs that write a stage's output, two at a time, while others read it: what is read is
 * always the whole output of one run.
 */
class KilledStageTest {

  private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int PART_SIZE = 32 << 10;

  /** Every third run's output is put at once, the others' are uploaded in parts. */
  private static final int MANY = 8_000;

  @RegisterExtension
  final StageTester tester = new StageTester(S3Access.HTTP, UnaryOperator.identity(), PART_SIZE);

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong reads = new AtomicLong();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Test
  void readersSeeWholeOutputsOnly() throws Exception {
    Random random = new Random(SEED);
    List<Thread> readers = List.of(new Thread(this::read), new Thread(this::read));
    readers.forEach(Thread::start);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        List<Process> writers = List.of(start(2 * round), start(2 * round + 1));
        for (Process writer : writers) {
          awaitFirstRun(writer);
        }
        for (Process writer : writers) {
          Thread.sleep(random.nextInt(300));
          writer.destroyForcibly().waitFor();
        }
        assertThat(readOnce()).as("the output after round %s, seed %s", round, SEED).isPositive();
      }
    } finally {
      ended.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
    }

    assertThat(failures).as("seed %s", SEED).isEmpty();
    assertThat(reads).hasPositiveValue();
    tester.runFirst(
        "WriteStage",
        "{}",
        invocation -> invocation.writeStream(tester.triggers(), items(3).stream()));
    assertThat(readOnce()).isEqualTo(items(3).size());
  }

  private Process start(int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Daws.endpointUrlS3=" + tester.server().endpoint(),
            "-Daws.region=eu-west-1",
            "-Daws.accessKeyId=test",
            "-Daws.secretAccessKey=test",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            Integer.toString(1_000 * number))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitFirstRun(Process writer) throws IOException {
    BufferedReader output = writer.inputReader();
    String line = output.readLine();
    assertThat(line).isEqualTo("written");
  }

  private void read() {
    while (!ended.get()) {
      try {
        readOnce();
        reads.incrementAndGet();
      } catch (MissingOutputException e) {
        // The first run has not ended.
      } catch (Throwable e) {
        failures.add(e);
        return;
      }
    }
  }

  /** Reads the output, checks that it is one run's, and returns its size. */
  private int readOnce() {
    List<Trigger> items = new ArrayList<>();
    StageTester.handle(
        tester.runtime(),
        new TestContext(),
        "ReadStage",
        event("ReadStage", "\"WriteStage\"", "\"x\":1"),
        invocation -> invocation.input().stream(tester.triggers()).forEach(items::add));
    int run = Integer.parseInt(items.get(0).source().split(" ")[1]);
    assertThat(items).isEqualTo(items(run));
    return items.size();
  }

  /** What a run writes; no two runs write the same. */
  private static List<Trigger> items(int run) {
    String source = "run " + run + " " + "é".repeat(20);
    int count = run % 3 == 0 ? 1 + run % 100 : MANY + run;
    return IntStream.range(0, count).mapToObj(i -> new Trigger(source, i)).toList();
  }

  /** Writes the stage's output again and again. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      StageRuntime runtime = StageRuntime.builder().partSize(PART_SIZE).build();
      DataType<Trigger> type = runtime.type(Trigger.class);
      int first = Integer.parseInt(arguments[0]);
      for (int run = first; ; run++) {
        List<Trigger> items = items(run);
        runtime.handle(
            "WriteStage",
            new ByteArrayInputStream(
                event("WriteStage", "null", "\"initialData\":{}").getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new TestContext(),
            invocation -> invocation.writeStream(type, items.stream()));
        if (run == first) {
          System.out.println("written");
        }
      }
    }
  }
}
