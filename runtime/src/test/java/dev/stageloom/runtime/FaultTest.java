package dev.stageloom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import dev.stageloom.local.s3.LocalS3;
import dev.stageloom.runtime.FaultProgram.Input;
import dev.stageloom.runtime.FaultProgram.Outcome;
import dev.stageloom.runtime.FaultProgram.Shape;
import dev.stageloom.runtime.fault.Fault;
import dev.stageloom.runtime.fault.PlannedFault;
import dev.stageloom.runtime.fault.S3Operation;
import dev.stageloom.runtime.s3.S3Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs stages through a proxy that injects faults. Whatever goes wrong, a stage's output is there
 * whole and right, or it is not there and the error says why.
 *
 * <p>{@code -Dfault.runs=5000 -Dfault.seed=1} runs more and other programs.
 */
class FaultTest {

  private static final int RUNS = Integer.getInteger("fault.runs", 120);
  private static final long SEED = Long.getLong("fault.seed", 1);

  /** Most of a program's time is waiting. */
  private static final int THREADS = 12;

  @TempDir static Path folder;

  private static LocalS3 server;
  private static S3Client direct;

  @BeforeAll
  static void start() {
    server = LocalS3.start(folder, FaultProgram.PART_SIZE);
    direct = S3Access.client(server.endpoint());
  }

  @AfterAll
  static void stop() {
    direct.close();
    server.close();
  }

  /** Each fault once at each operation that it can hit, and always. */
  @ParameterizedTest
  @EnumSource
  void eachFaultAtEachOperation(S3Access storage) throws Exception {
    List<FaultProgram> programs = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (S3Operation operation : S3Operation.values()) {
        for (int times : new int[] {1, PlannedFault.PERMANENT}) {
          if (fault.hits(operation)) {
            programs.addAll(directed(fault, operation, times));
          }
        }
      }
    }
    run(storage, programs, "each");
  }

  private static List<FaultProgram> directed(Fault fault, S3Operation operation, int times) {
    List<FaultProgram> programs = new ArrayList<>();
    String name =
        (fault + "-" + operation + "-" + (times == 1 ? "once" : "always"))
            .toLowerCase(Locale.ROOT)
            .replace('_', '-');
    Predicate<S3Operation> there = each -> each == operation;
    PlannedFault first = new PlannedFault(fault, there, 0, times);
    switch (operation) {
      case GET -> {
        programs.add(directed(name, Input.LINES, Shape.VALUE, first));
        for (int request = 1; request < 3; request++) {
          PlannedFault planned = new PlannedFault(fault, there, request, times);
          programs.add(directed(name + request, Input.DATASET, Shape.VALUE, planned));
        }
      }
      case GET_RANGE -> {
        PlannedFault broken = new PlannedFault(Fault.RESET_IN_ANSWER, each -> true, 0, 1);
        programs.add(directed(name, Input.LINES, Shape.VALUE, broken, first));
      }
      case LIST ->
          programs.add(directed(name, Input.DATASET_WITH_EMPTY_MARKER, Shape.VALUE, first));
      case PUT -> programs.add(directed(name, Input.LINES, Shape.VALUE, first));
      case CREATE_UPLOAD, UPLOAD_PART, COMPLETE_UPLOAD ->
          programs.add(directed(name, Input.LINES, Shape.STREAM, first));
      case ABORT_UPLOAD -> {
        PlannedFault denied =
            new PlannedFault(
                Fault.ACCESS_DENIED, each -> each == S3Operation.UPLOAD_PART, 1, Integer.MAX_VALUE);
        programs.add(directed(name, Input.LINES, Shape.STREAM, denied, first));
      }
      case OTHER -> {
        // Nothing that the runtime asks for.
      }
    }
    return programs;
  }

  private static FaultProgram directed(
      String name, Input input, Shape write, PlannedFault... plan) {
    return new FaultProgram(
        name,
        1,
        input,
        Compression.NONE,
        Shape.STREAM,
        write,
        FaultProgram.MANY,
        false,
        List.of(plan));
  }

  @ParameterizedTest
  @EnumSource
  void randomFaultsAtRandomPoints(S3Access storage) throws Exception {
    List<FaultProgram> programs =
        Stream.iterate(SEED, seed -> seed + 1).limit(RUNS).map(FaultProgram::random).toList();
    run(storage, programs, "random");
  }

  private static void run(S3Access storage, List<FaultProgram> programs, String name)
      throws InterruptedException, IOException {
    FaultReport report = new FaultReport();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (FaultProgram program : programs) {
      threads.execute(
          () -> {
            try {
              Outcome outcome = program.run(server.endpoint(), direct, storage);
              report.add(program, outcome);
            } catch (Throwable e) {
              failures.add(new AssertionError(storage + ", " + program + ": " + e, e));
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.HOURS)).isTrue();
    Files.writeString(
        Path.of("target", "faults-" + name + "-" + storage + ".md"), report.toString());
    if (!failures.isEmpty()) {
      AssertionError first =
          new AssertionError(failures.size() + " programs; " + failures.peek().getMessage());
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }
}
