package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.event;
import static dev.stageloom.runtime.StageTester.location;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Shapes.Card;
import dev.stageloom.runtime.sample.Shapes.Cash;
import dev.stageloom.runtime.sample.Shapes.Kind;
import dev.stageloom.runtime.sample.Shapes.Nested;
import dev.stageloom.runtime.sample.Shapes.Numbers;
import dev.stageloom.runtime.sample.Shapes.Optionals;
import dev.stageloom.runtime.sample.Shapes.Page;
import dev.stageloom.runtime.sample.Shapes.Payment;
import dev.stageloom.runtime.sample.Shapes.Times;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What items may be made of: what a stage writes, the next one reads. */
class JsonShapesTest {

  @RegisterExtension final StageTester tester = new StageTester();

  private <T> void assertComesBack(DataType<T> type, List<T> items) {
    tester.runFirst("WriteStage", "{}", invocation -> invocation.writeList(type, items));
    assertThat(tester.readList(type)).isEqualTo(items);
  }

  private <T> DataType<T> type(Class<T> type) {
    return tester.runtime().type(type);
  }

  @Test
  void numbersAreExact() {
    assertComesBack(
        type(Numbers.class),
        List.of(
            new Numbers(
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Double.MIN_VALUE,
                true,
                new BigDecimal("123456789012345678901234567890.123456789012345678901234567890"),
                BigInteger.TEN.pow(60).add(BigInteger.ONE)),
            new Numbers(
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Double.MAX_VALUE,
                false,
                new BigDecimal("1E+300"),
                BigInteger.TEN.pow(60).negate())));
  }

  @Test
  void timesComeBack() {
    assertComesBack(
        type(Times.class),
        List.of(
            new Times(
                LocalDate.MIN,
                LocalDateTime.of(2026, 11, 23, 1, 2, 3, 456_789_012),
                Instant.parse("2026-11-23T01:02:03.456789012Z"),
                OffsetDateTime.parse("2026-11-23T01:02:03.000000001+05:30"),
                ZonedDateTime.parse("2026-07-01T01:02:03+02:00[Europe/Berlin]"),
                Duration.ofNanos(-1))));
  }

  @Test
  void emptyOptionalsComeBackEmpty() {
    assertComesBack(
        type(Optionals.class),
        List.of(
            new Optionals(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Optional.empty()),
            new Optionals(
                Optional.of("é"),
                OptionalInt.of(1),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalDouble.of(0.1),
                Optional.of(new UUID(1, 2)))));
    tester.putOutput("{}");
    assertThat(tester.readList(type(Optionals.class)).get(0).text()).isEmpty();
  }

  @Test
  void nestedCollectionsComeBack() {
    assertComesBack(
        type(Nested.class),
        List.of(
            new Nested(
                Kind.SECOND,
                List.of(Numbers.of(1), Numbers.of(2)),
                Map.of("é\n\"\\n\u0001", List.of(Kind.FIRST), "", List.of())),
            new Nested(null, Arrays.asList(Numbers.of(1), null), null)));
  }

  @Test
  void genericsComeBack() {
    DataType<Page<Numbers>> type =
        tester.runtime().type(Types.newParameterizedType(Page.class, Numbers.class));

    assertComesBack(type, List.of(new Page<>(Numbers.of(1), List.of(Numbers.of(2)))));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.1 + 0.2,
        1.0 / 3,
        123456789.12345679,
        9007199254740993.0,
        5e-324,
        1.7976931348623157e308,
        2.2250738585072014e-308
      })
  void doublesComeBackToTheLastBit(double value) {
    assertComesBack(tester.runtime().type(Double.class), List.of(value));
    assertComesBack(
        type(Numbers.class),
        List.of(
            new Numbers(
                (byte) 1, (short) 2, 3, 4, value, true, BigDecimal.ONE, java.math.BigInteger.TWO)));
  }

  @Test
  void genericItemsMayBeNull() {
    DataType<Page<Page<Numbers>>> type =
        tester
            .runtime()
            .type(
                Types.newParameterizedType(
                    Page.class, Types.newParameterizedType(Page.class, Numbers.class)));
    assertComesBack(type, List.of(new Page<>(null, List.of())));
  }

  @Test
  void sealedTypesComeBack() {
    assertComesBack(
        type(Payment.class), List.of(new Card("4000", 12), new Cash(new BigDecimal("1.50"))));
    assertThat(tester.output("WriteStage"))
        .startsWith("{\"@type\":\"card\",\"number\":\"4000\",\"month\":12}\n");
  }

  @Test
  void saysThatTypeFieldIsMissingOrUnknown() {
    tester.putOutput("{\"month\":12}");
    assertInvalid(type(Payment.class), "Missing Required @type property");
    tester.putOutput("{\"@type\":\"check\"}");
    assertInvalid(type(Payment.class), "Unknown value for @type property");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"@type\":\"card\"} | month\" is missing, and its type is primitive",
        "{\"number\":\"4\",\"@type\":\"card\"} | month\" is missing, and its type is primitive",
        "{\"month\":12} | @type\" is missing: it says of which type the object is, one of card, cash",
        "{\"@type\":null} | @type\" is missing",
        "{\"@type\":\"check\"} | @type\" is \"check\", but must be one of card, cash"
      })
  void rulesOfSubtypes(String json, String fault) {
    DataType<Payment> payments =
        tester
            .runtime()
            .type(
                Payment.class,
                FieldRules.typeIn("@type")
                    .subtype("card", FieldRules.required("month"))
                    .subtype("cash", FieldRules.none()));
    tester.putOutput("{\"@type\":\"cash\"}\n{\"month\":1,\"@type\":\"card\"}\n" + json);

    assertInvalid(payments, "line 3: the field \"" + fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b", "s", "i", "l", "d", "z"})
  void nullIsNoPrimitive(String field) {
    tester.putOutput("{\"" + field + "\":null}");

    assertInvalid(
        type(Numbers.class), "line 1: Read NULL value", "(in the field \"" + field + "\")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"kind\":\"THIRD\"} | kind",
        "{\"list\":[{\"i\":1},{\"i\":null}]} | list[1].i",
        "{\"list\":[{\"i\":3000000000}]} | list[0].i",
        "{\"list\":[{},{},{\"integer\":1.5}]} | list[2].integer",
        "{\"map\":{\"a\":[\"FIRST\",\"x\"]}} | map.a[1]"
      })
  void namesTheFieldThatCannotBeRead(String json, String field) {
    tester.putOutput("{}\n" + json);

    assertInvalid(type(Nested.class), "line 2: ", "(in the field \"" + field + "\")");
  }

  private void assertInvalid(DataType<?> type, String... reasons) {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(type))
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | item",
        "{\"item\":{\"s\":1}} | item.i",
        "{\"item\":{\"i\":1}} | item.l",
        "{\"item\":{\"l\":1,\"l\":2,\"x\":{\"i\":1}}} | item.i",
        "{\"item\":{\"l\":1,\"i\":2},\"more\":[{\"i\":1,\"l\":0},null,{\"i\":1}]} | more[2].l",
        "{\"item\":null,\"more\":[{\"l\":1}]} | more[0].i"
      })
  void namesTheFieldThatIsMissing(String json, String field) {
    FieldRules numbers = FieldRules.required("i", "l");
    DataType<Page<Numbers>> pages =
        tester
            .runtime()
            .type(
                Types.newParameterizedType(Page.class, Numbers.class),
                FieldRules.required("item").in("item", numbers).in("more", numbers));
    tester.putOutput("{\"item\":{\"l\":1,\"i\":2}}\n" + json);

    assertInvalid(
        pages, "line 2: the field \"" + field + "\" is missing, and its type is primitive");
  }

  @Test
  void fieldsOfMapsAndOfItemsInListsMayBeRequired() {
    DataType<Map<String, Numbers>> maps =
        tester.runtime().type(Types.mapOf(Numbers.class), FieldRules.required("i"));
    tester.putOutput("{\"a\":{\"i\":1},\"b\":{\"i\":2}}");
    assertThat(tester.readList(maps).get(0).get("b").i()).isEqualTo(2);
    tester.putOutput("{\"a\":{\"i\":1},\"b\":{\"l\":2}}");
    assertInvalid(maps, "the field \"b.i\" is missing");

    DataType<List<List<Numbers>>> lists =
        tester.runtime().type(Types.listOf(Types.listOf(Numbers.class)), FieldRules.required("i"));
    tester.putOutput("[[[{\"i\":1}],[{\"i\":1},{}]]]");
    assertInvalid(lists, "the field \"[1][1].i\" is missing");
  }

  @Test
  void oneOfSeveralNamesIsEnough() {
    DataType<Numbers> numbers =
        tester.runtime().type(Numbers.class, FieldRules.required("l").oneOf("i", "number"));
    tester.putOutput("{\"l\":1,\"number\":2}");
    assertThat(tester.readList(numbers)).hasSize(1);
    tester.putOutput("{\"l\":1,\"other\":2}");
    assertInvalid(numbers, "the field \"i\" is missing");
  }

  @Test
  void anObjectMayHaveManyFields() {
    String[] names = IntStream.range(0, 200).mapToObj(i -> "f" + i).toArray(String[]::new);
    DataType<Numbers> numbers = tester.runtime().type(Numbers.class, FieldRules.required(names));
    String fields =
        Arrays.stream(names).map(n -> "\"" + n + "\":0").collect(joining(",", "{", "}"));
    tester.putOutput(fields);
    assertThat(tester.readList(numbers)).hasSize(1);
    tester.putOutput(fields.replace("f199", "f"));
    assertInvalid(numbers, "the field \"f199\" is missing");
  }

  @Test
  void unknownFieldsMayBeRefusedByTheType() {
    DataType<Nested> nested =
        tester.runtime().type(Nested.class, FieldRules.required().refusingUnknown());
    tester.putOutput("{\"kind\":\"FIRST\",\"list\":[{\"i\":1}],\"map\":{\"any\":[]}}");
    assertThat(tester.readList(nested)).hasSize(1);
    tester.putOutput("{\"list\":[{\"i\":1},{\"j\":1}]}");
    assertInvalid(nested, "the field \"list[1].j\" is unknown, and unknown fields are refused");
  }

  @Test
  void theMessageMustHaveItsFieldsToo() {
    DataType<Numbers> numbers = tester.runtime().type(Numbers.class, FieldRules.required("i"));

    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "ReadStage", "{\"l\":1}", invocation -> invocation.input().value(numbers)))
        .withMessageContaining("\"initialData\"): the field \"i\" is missing");
  }

  @Test
  void unknownFieldsAreIgnoredOrRefused() {
    tester.putOutput("{\"unknown\":[{\"a\":{}},\"}\"],\"month\":3,\"@type\":\"card\"}");
    assertThat(tester.readList(type(Payment.class))).containsExactly(new Card(null, 3));

    StageRuntime strict =
        StageRuntime.builder()
            .objectStorage(S3Access.HTTP.at(tester.server().endpoint()))
            .jsonb(Jsonb.builder().failOnUnknown(true).build())
            .build();
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(
            () ->
                StageTester.handle(
                    strict,
                    new TestContext(),
                    "ReadStage",
                    event("ReadStage", "\"WriteStage\"", "\"x\":1"),
                    invocation -> invocation.input().list(strict.type(Payment.class))))
        .withMessageContaining("Unknown property unknown");
  }

  @Test
  void keysMayHaveEscapesAnywhere() {
    DataType<Map<String, Object>> maps = tester.runtime().type(Types.mapOf(Object.class));
    tester.putOutput("{\"gr\\u00f6\\u00dfe \\/\\\\n\":{\"\\ud83d\\ude00\":1}}");

    assertThat(tester.readList(maps).get(0)).containsOnlyKeys("größe /\\n");
    tester.putOutput("{\"map\":{\"gr\\u00f6\\u00dfe \\/\\\\n\":[\"FIRST\"]}}");
    assertThat(tester.readList(type(Nested.class)).get(0).map()).containsOnlyKeys("größe /\\n");
  }

  @Test
  void readsWhatOthersHaveCompressed() throws IOException {
    String lines = "{\"@type\":\"card\",\"number\":\"é\",\"month\":1}\n".repeat(20_000);
    tester.put(location("WriteStage").key(), gzip(lines));
    assertThat(tester.readList(type(Payment.class))).hasSize(20_000).containsOnly(new Card("é", 1));

    tester.put(location("WriteStage").key(), gzip("{\"@type\":\"card\",\"month\":2}"));
    assertThat(tester.<Payment>readValue(type(Payment.class))).isEqualTo(new Card(null, 2));
  }

  @Test
  void saysThatCompressedOutputIsBroken() throws IOException {
    byte[] whole = gzip("{\"@type\":\"card\",\"month\":1}\n".repeat(20_000));
    tester.put(location("WriteStage").key(), Arrays.copyOf(whole, whole.length / 2));

    assertInvalid(type(Payment.class), "s3://", "its compression is broken");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
