package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Trigger;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadlineTest {

  private static final String ERROR =
      "stage WriteStage was stopped shortly before Lambda would have cut it off, 0.5 s after the"
          + " invocation began: it had read \\d+(,\\d+)* records \\([\\d,]+ bytes\\) and written"
          + " \\d+(,\\d+)* \\([\\d,]+ bytes\\), none of which is visible\\. Give the stage .*";

  @RegisterExtension
  final StageTester tester = new StageTester(S3Access.HTTP, UnaryOperator.identity(), 64 << 10);

  /** A stage that does not end by itself. */
  private static Stream<Trigger> endless() {
    return Stream.generate(() -> new Trigger("again and again", 1));
  }

  @Test
  void stageThatStillWritesIsStopped() {
    tester.context().remainingMillis(500);

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "WriteStage",
                    "{}",
                    invocation -> invocation.writeStream(tester.triggers(), endless())))
        .withMessageMatching(ERROR);

    assertThat(tester.keys()).isEmpty();
    assertThat(tester.uploads()).isZero();
    assertThat(tester.context().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"event\":\"stage.deadline\",\"stage\":\"WriteStage\",\"recordsRead\":0,"
                            + "\"bytesRead\":0,\"recordsWritten\":\\d+,\"bytesWritten\":\\d+,"
                            + "\"allottedMillis\":500}"));
  }

  @Test
  void stageThatStillReadsIsStopped() {
    tester.put(location("EtlStage").key(), "{\"count\":1}\n".repeat(10));
    tester.context().remainingMillis(500);

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () ->
                tester.run(
                    "WriteStage",
                    "EtlStage",
                    invocation -> {
                      while (true) {
                        invocation.input().list(tester.triggers());
                      }
                    }))
        .withMessageMatching(ERROR)
        .withMessageContaining("and written 0 (0 bytes)");
  }

  @Test
  void stageThatNeitherReadsNorWritesIsLogged() {
    tester.context().remainingMillis(20);
    CountDownLatch logged = tester.context().latch("stage.deadline");

    tester.runFirst(
        "WriteStage", "{}", invocation -> assertThat(logged.await(10, TimeUnit.SECONDS)).isTrue());
  }

  @Test
  void nextInvocationHasTimeOfItsOwn() {
    tester.context().remainingMillis(500);
    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "WriteStage",
                    "{}",
                    invocation -> invocation.writeStream(tester.triggers(), endless())));
    tester.context().remainingMillis(60_000);

    tester.runFirst(
        "WriteStage",
        "{}",
        invocation -> invocation.writeStream(tester.triggers(), endless().limit(10_000)));

    assertThat(tester.readList(tester.triggers())).hasSize(10_000);
  }
}
