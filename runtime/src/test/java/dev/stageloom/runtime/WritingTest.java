package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.BUCKET;
import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stageloom.local.s3.LocalS3;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.s3.UploadedPart;
import dev.stageloom.runtime.sample.Order;
import dev.stageloom.runtime.sample.Trigger;
import io.avaje.jsonb.Types;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@ParameterizedClass
@EnumSource(S3Access.class)
class WritingTest {

  private static final Trigger FIRST = new Trigger("a", 1);
  private static final Trigger SECOND = new Trigger("ä€😀\n", 2);

  /** As many orders make two full parts and a bit. */
  private static final int MANY = 80_000;

  @TempDir Path folder;

  @RegisterExtension final StageTester tester;

  WritingTest(S3Access access) {
    tester = new StageTester(access);
  }

  private String write(StageBody body) {
    return tester.runFirst("WriteStage", "{}", body);
  }

  private HeadObjectResponse head() {
    return tester.s3().headObject(r -> r.bucket(BUCKET).key(location("WriteStage").key()));
  }

  @Test
  void writesValueAsDocument() {
    String response = write(invocation -> invocation.writeValue(tester.triggers(), FIRST));

    assertThat(tester.output("WriteStage")).isEqualTo("{\"source\":\"a\",\"count\":1}");
    assertThat(head().contentType()).isEqualTo("application/json");
    assertThat(response)
        .isEqualTo("{\"status\":\"SUCCEEDED\",\"stage\":\"WriteStage\",\"recordsProcessed\":1}");
    assertThat(tester.summary().recordsWritten()).isEqualTo(1);
    assertThat(tester.summary().output()).isEqualTo(location("WriteStage").uri());
    assertThat(tester.readValue(tester.triggers())).isEqualTo(FIRST);
  }

  @Test
  void writesCollectionsAsJsonLines() {
    assertWrittenAsJsonLines(
        List.of(FIRST, SECOND),
        "{\"source\":\"a\",\"count\":1}\n{\"source\":\"ä€😀\\n\",\"count\":2}\n");
  }

  @Test
  void writesCollectionOfOne() {
    assertWrittenAsJsonLines(List.of(FIRST), "{\"source\":\"a\",\"count\":1}\n");
  }

  @Test
  void writesEmptyCollection() {
    assertWrittenAsJsonLines(List.of(), "");
  }

  private void assertWrittenAsJsonLines(List<Trigger> items, String lines) {
    List<StageBody> bodies =
        List.of(
            invocation -> invocation.writeList(tester.triggers(), items),
            invocation -> invocation.writeStream(tester.triggers(), items.stream()),
            invocation -> invocation.writeStream(tester.triggers(), items.parallelStream()),
            invocation -> invocation.writeIterator(tester.triggers(), items.iterator()));

    for (StageBody body : bodies) {
      String response = write(body);

      assertThat(tester.output("WriteStage")).isEqualTo(lines);
      assertThat(head().contentType()).isEqualTo("application/x-ndjson");
      assertThat(response).contains("\"recordsProcessed\":" + items.size());
      assertThat(tester.readList(tester.triggers())).isEqualTo(items);
    }
  }

  @Test
  void keepsNulls() {
    DataType<List<Integer>> type = tester.runtime().type(Types.listOf(Integer.class));

    write(invocation -> invocation.writeValue(type, Arrays.asList(1, null, 3)));

    assertThat(tester.readValue(type)).containsExactly(1, null, 3);
  }

  @Test
  void writesSubtypesOfTheDeclaredType() {
    var type = tester.runtime().type(Object.class);
    List<Integer> numbers = List.of(1, 2);

    write(invocation -> invocation.writeStream(type, numbers.stream()));

    assertThat(tester.output("WriteStage")).isEqualTo("1\n2\n");
  }

  @Test
  void uploadsLargeStreamInParts() {
    Stream<Order> orders = LongStream.range(0, MANY).mapToObj(Order::of);

    write(invocation -> invocation.writeStream(tester.orders(), orders));

    assertThat(head().contentLength()).isGreaterThan(2L * ObjectUpload.PART_SIZE);
    assertThat(head().eTag()).as("uploaded in three parts").endsWith("-3\"");
    assertThat(head().contentType()).isEqualTo("application/x-ndjson");
    assertThat(tester.uploads()).isZero();
    long[] next = new long[1];
    Long read =
        tester.read(
            input ->
                input.stream(tester.orders())
                    .peek(order -> assertThat(order).isEqualTo(Order.of(next[0]++)))
                    .mapToLong(Order::id)
                    .count());
    assertThat(read).isEqualTo(MANY);
  }

  @Test
  void sendsTwoPartsAtOnceWhileTheNextIsMade() throws Exception {
    CountDownLatch bothUnderWay = new CountDownLatch(PartUploads.PARALLEL);
    try (LocalS3 server = LocalS3.start(folder)) {
      server.createBucket(StageTester.BUCKET);
      ObjectStorage storage = S3Access.HTTP.at(server.endpoint());
      ObjectStorage waiting =
          (ObjectStorage)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ObjectStorage.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("uploadPart") && (int) arguments[2] <= 2) {
                      bothUnderWay.countDown();
                      assertThat(bothUnderWay.await(20, TimeUnit.SECONDS)).isTrue();
                    }
                    return method.invoke(storage, arguments);
                  });
      StageRuntime runtime = StageRuntime.builder().objectStorage(waiting).build();
      Trigger item = new Trigger("x".repeat(1 << 20), 1);

      StageTester.handle(
          runtime,
          new TestContext(),
          "WriteStage",
          StageTester.event("WriteStage", "null", "\"initialData\":{}"),
          invocation ->
              invocation.writeStream(tester.triggers(), Stream.generate(() -> item).limit(25)));

      assertThat(
              Files.size(folder.resolve(StageTester.BUCKET).resolve(location("WriteStage").key())))
          .isGreaterThan(25L << 20);
    }
  }

  @Test
  void refusesMorePartsThanS3Takes() {
    ObjectStorage storage = S3Access.HTTP.at(tester.server().endpoint());
    ObjectStorage quick =
        (ObjectStorage)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ObjectStorage.class},
                (proxy, method, arguments) ->
                    method.getName().equals("uploadPart")
                        ? new UploadedPart((int) arguments[2], "", null)
                        : method.invoke(storage, arguments));
    StageRuntime runtime = StageRuntime.builder().objectStorage(quick).partSize(1).build();
    // Each item has a line feed behind it.
    Stream<Integer> items = Stream.generate(() -> 1).limit(ObjectUpload.MOST_PARTS / 2 + 1);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                StageTester.handle(
                    runtime,
                    new TestContext(),
                    "WriteStage",
                    StageTester.event("WriteStage", "null", "\"initialData\":{}"),
                    invocation -> invocation.writeStream(runtime.type(Integer.class), items)))
        .withMessageContaining("an output has 78 GiB at most, 10,000 parts");
    assertThat(tester.uploads()).isZero();
  }

  @Test
  void writesItemLargerThanPart() {
    Trigger huge = new Trigger("x".repeat(3 * ObjectUpload.PART_SIZE), 1);

    write(invocation -> invocation.writeList(tester.triggers(), List.of(FIRST, huge)));

    assertThat(head().contentLength()).isGreaterThan(3L * ObjectUpload.PART_SIZE);
    assertThat(tester.output("WriteStage")).endsWith("x\",\"count\":1}\n");
  }

  @Test
  void nothingIsVisibleWhileStreamIsWritten() {
    write(
        invocation ->
            invocation.writeStream(
                tester.orders(),
                LongStream.range(0, MANY)
                    .mapToObj(Order::of)
                    .peek(
                        order -> {
                          if (order.id() == MANY - 1) {
                            assertThat(tester.keys()).isEmpty();
                            assertThat(tester.uploads()).isEqualTo(1);
                          }
                        })));

    assertThat(tester.keys()).containsExactly(location("WriteStage").key());
  }

  @Test
  void streamThatFailsInTheMiddleLeavesNothing() {
    AtomicBoolean closed = new AtomicBoolean();

    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(
            () ->
                write(
                    invocation ->
                        invocation.writeStream(
                            tester.orders(),
                            LongStream.range(0, MANY)
                                .mapToObj(
                                    id -> {
                                      if (id == MANY - 1) {
                                        throw new NoSuchElementException("in the middle");
                                      }
                                      return Order.of(id);
                                    })
                                .onClose(() -> closed.set(true)))))
        .withMessage("in the middle");

    assertThat(tester.keys()).isEmpty();
    assertThat(tester.uploads()).isZero();
    assertThat(closed).isTrue();
  }

  @Test
  void iteratorThatFailsKeepsTheOutputOfTheRunBefore() {
    write(invocation -> invocation.writeValue(tester.triggers(), FIRST));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                write(
                    invocation ->
                        invocation.writeIterator(
                            tester.orders(),
                            LongStream.range(0, 10)
                                .mapToObj(
                                    id -> {
                                      if (id == 9) {
                                        throw new IllegalArgumentException("bad");
                                      }
                                      return Order.of(id);
                                    })
                                .iterator())));

    assertThat(tester.readValue(tester.triggers())).isEqualTo(FIRST);
  }

  @Test
  void closesIterator() {
    final class Items implements Iterator<Trigger>, AutoCloseable {
      private int left = 2;
      private boolean closed;

      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Trigger next() {
        left--;
        return FIRST;
      }

      @Override
      public void close() {
        closed = true;
      }
    }
    Items items = new Items();

    write(invocation -> invocation.writeIterator(tester.triggers(), items));

    assertThat(items.closed).isTrue();
    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST, FIRST);
  }

  @Test
  void secondRunOverwritesFirst() {
    write(
        invocation ->
            invocation.writeStream(tester.orders(), LongStream.range(0, MANY).mapToObj(Order::of)));
    write(invocation -> invocation.writeList(tester.triggers(), List.of(SECOND)));

    assertThat(tester.readList(tester.triggers())).containsExactly(SECOND);
    assertThat(tester.keys()).containsExactly(location("WriteStage").key());
  }

  @Test
  void stageWithoutOutputWritesNothing() {
    tester.putOutput("{}\n{}\n");

    String response =
        tester.run(
            "VoidStage", "WriteStage", invocation -> invocation.input().list(tester.triggers()));

    assertThat(response)
        .isEqualTo("{\"status\":\"SUCCEEDED\",\"stage\":\"VoidStage\",\"recordsProcessed\":2}");
    assertThat(tester.keys()).containsExactly(location("WriteStage").key());
    assertThat(tester.summary().output()).isEmpty();
    assertThat(tester.summary().recordsWritten()).isZero();
  }

  @Test
  void checkedExceptionOfTheStageIsThrownAsItIs() {
    TimeoutException failure = new TimeoutException("too slow");

    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(
            () ->
                write(
                    invocation -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(tester.keys()).isEmpty();
  }

  @Test
  void refusesNullResultAndItem() {
    for (StageBody body :
        List.<StageBody>of(
            invocation -> invocation.writeValue(tester.triggers(), null),
            invocation -> invocation.writeList(tester.triggers(), null),
            invocation -> invocation.writeStream(tester.triggers(), null),
            invocation -> invocation.writeIterator(tester.triggers(), null))) {
      assertThatExceptionOfType(InvalidDataException.class)
          .isThrownBy(() -> write(body))
          .withMessageContaining("stage WriteStage has returned null");
    }
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(
            () ->
                write(
                    invocation ->
                        invocation.writeList(tester.triggers(), Arrays.asList(FIRST, null))))
        .withMessageContaining("item 2 of its result is null");
    assertThat(tester.keys()).isEmpty();
  }

  @Test
  void saysWhichItemCannotBeWritten() {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(
            () ->
                write(
                    invocation ->
                        invocation.writeStream(
                            tester.triggers(), Stream.of(FIRST, new Trigger("\uD800", 1)))))
        .withMessageStartingWith(
            "stage WriteStage: item 2 of its result cannot be written as JSON to s3://");
    assertThat(tester.keys()).isEmpty();
  }

  @Test
  void refusesSecondOutput() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                write(
                    invocation -> {
                      invocation.writeValue(tester.triggers(), FIRST);
                      invocation.writeValue(tester.triggers(), SECOND);
                    }))
        .withMessageContaining("has written its output already");
  }

  @Test
  void stageMayUseTheJsonLibraryWhileItsStreamIsWritten() {
    tester.put(
        location("Source").key(),
        String.join(
            "\n", IntStream.range(0, 3_000).mapToObj(i -> "{\"count\":" + i + "}").toList()));

    tester.run(
        "WriteStage",
        "Source",
        invocation ->
            invocation.writeStream(
                tester.triggers(),
                invocation.input().stream(tester.triggers())
                    .map(
                        each ->
                            new Trigger(StageTester.json(tester.triggers(), each), each.count()))));

    List<Trigger> written = tester.readList(tester.triggers());
    assertThat(written).hasSize(3_000);
    assertThat(written.get(2_999).source()).isEqualTo("{\"source\":null,\"count\":2999}");
    assertThat(Set.copyOf(written)).hasSize(3_000);
  }
}
