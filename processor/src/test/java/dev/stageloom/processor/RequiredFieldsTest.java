package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.InvalidEventException;
import dev.stageloom.runtime.StageRuntime;
import dev.stageloom.runtime.s3.ObjectStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What generated handlers do with messages that lack fields, or have others. */
class RequiredFieldsTest {

  private static final String SOURCE =
      """
      package p;
      import com.fasterxml.jackson.annotation.*;
      import dev.stageloom.annotations.*;
      import io.avaje.jsonb.Json;
      import java.util.*;

      @Workflow
      public final class W {
        public record In(
            int a,
            Long boxed,
            OptionalInt maybe,
            @JsonProperty("renamed") long b,
            @Json.Alias({"old", "older"}) double c,
            List<Line> lines,
            Map<String, Line> byKey,
            Page<Line> page,
            Page<Integer> numbers,
            Bean bean,
            Named named,
            Made made,
            Loose loose,
            List<Payment> payments,
            Map<String, Event> events,
            int[] array) {}
        public record Line(boolean open) {}
        public record Page<T>(T item, short size) {}
        public record Made(char x, int y) {
          @Json.Creator public static Made of(char z) { return new Made(z, 0); }
        }
        @Json(naming = Json.Naming.LowerUnderscore)
        public record Named(int camelCase, @Json.Alias("shortOne") int URLShort, Line inLine) {}
        @Json(caseInsensitiveKeys = true) public record Loose(int camelCase, Line inLine) {}
        public sealed interface Payment permits Card, Cash, Other {}
        public record Card(int month, String note) implements Payment {}
        public record Cash(long cents, List<Line> lines) implements Payment {}
        public sealed interface Other extends Payment {}
        public record Nothing() implements Other {}
        @Json(typeProperty = "kind", naming = Json.Naming.UpperCamel, caseInsensitiveKeys = true)
        @Json.SubType(type = Start.class, name = "start")
        @Json.SubType(type = Stop.class, name = "stop")
        public interface Event {}
        public record Start(int atSecond) implements Event {}
        public record Stop(int atSecond, byte code) implements Event {}
        public static class Base {
          private float inherited;
          public float getInherited() { return inherited; }
          public void setInherited(float inherited) { this.inherited = inherited; }
        }
        public static class Bean extends Base {
          public byte open;
          @Json.Ignore private int computed;
          @Json.Ignore private int ignored;
          public int getComputed() { return 1; }
          public int getIgnored() { return ignored; }
          public void setIgnored(int ignored) { this.ignored = ignored; }
        }

        @LambdaStage
        public static class Lenient { public void run(In in) {} }
      }
      """;

  private static final String STRICT =
      """
      package p;
      import dev.stageloom.annotations.*;
      import java.util.*;

      @Workflow
      public final class S {
        @LambdaStage(failOnUnknownFields = true)
        public static class Strict { public void run(Map<String, W.Page<W.Line>> in) {} }
      }
      """;

  /** All that is required. */
  private static final String WHOLE = "\"a\":1,\"renamed\":2,\"c\":3";

  @TempDir private static Path folder;

  private static URLClassLoader classes;

  @BeforeAll
  static void compile() throws Exception {
    FolderCompile compile = new FolderCompile(folder);
    Path output = folder.resolve("classes");
    List<Path> sources = List.of(compile.write("W", SOURCE), compile.write("S", STRICT));
    assertThat(compile.errors(output, sources)).isEmpty();
    classes =
        new URLClassLoader(
            new URL[] {output.toUri().toURL()}, RequiredFieldsTest.class.getClassLoader());
  }

  @AfterAll
  static void close() throws Exception {
    classes.close();
  }

  @Test
  void whatIsThereIsRead() throws Exception {
    assertThat(run("W_Lenient", "{" + WHOLE + "}")).contains("SUCCEEDED");
    assertThat(
            run(
                "W_Lenient",
                "{\"a\":1,\"renamed\":2,\"older\":3,\"boxed\":null,\"more\":{\"a\":[]},"
                    + "\"lines\":[{\"open\":true},null],\"byKey\":{\"k\":{\"open\":true}},"
                    + "\"page\":{\"size\":1},\"numbers\":{\"item\":1,\"size\":1},"
                    + "\"bean\":{\"open\":1,\"inherited\":1},"
                    + "\"named\":{\"camel_case\":1,\"shortOne\":2,\"in_line\":{\"open\":true}},"
                    + "\"loose\":{\"CAMELcase\":1,\"INLINE\":{\"open\":true}},"
                    + "\"payments\":[{\"@type\":\"Card\",\"month\":1},"
                    + "{\"lines\":[{\"open\":true}],\"cents\":1,\"@type\":\"Cash\"},"
                    + "{\"@type\":\"Nothing\"},null],"
                    + "\"events\":{\"a\":{\"kind\":\"start\",\"ATSecond\":1},"
                    + "\"b\":{\"KIND\":\"stop\",\"AtSecond\":1,\"CODE\":2}},"
                    + "\"made\":{\"z\":\"z\"},\"array\":[1]}"))
        .contains("SUCCEEDED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | a",
        "{\"a\":1,\"b\":2,\"c\":3} | renamed",
        "{\"a\":1,\"renamed\":2} | c",
        "{%s,\"lines\":[{\"open\":true},{}]} | lines[1].open",
        "{%s,\"byKey\":{\"k\":{}}} | byKey.k.open",
        "{%s,\"page\":{\"item\":{\"open\":true}}} | page.size",
        "{%s,\"page\":{\"item\":{},\"size\":1}} | page.item.open",
        "{%s,\"numbers\":{\"item\":1}} | numbers.size",
        "{%s,\"bean\":{\"inherited\":1}} | bean.open",
        "{%s,\"bean\":{\"open\":1}} | bean.inherited",
        "{%s,\"made\":{\"x\":\"z\"}} | made.z",
        "{%s,\"named\":{\"camelCase\":1,\"_urlshort\":1}} | named.camel_case",
        "{%s,\"named\":{\"camel_case\":1}} | named._urlshort",
        "{%s,\"named\":{\"camel_case\":1,\"shortOne\":1,\"in_line\":{}}} | named.in_line.open",
        "{%s,\"loose\":{}} | loose.camelCase",
        "{%s,\"loose\":{\"camelcase\":1,\"inline\":{}}} | loose.inline.open",
        "{%s,\"payments\":[{\"@type\":\"Card\"}]} | payments[0].month",
        "{%s,\"payments\":[null,{\"@type\":\"Cash\",\"month\":1}]} | payments[1].cents",
        "{%s,\"payments\":[{\"month\":1,\"@type\":\"Cash\"}]} | payments[0].cents",
        "{%s,\"payments\":[{\"month\":1}]} | payments[0].@type",
        "{%s,\"payments\":[{\"lines\":[{}]}]} | payments[0].lines[0].open",
        "{%s,\"payments\":[{\"@type\":\"Cash\",\"lines\":[{}]}]} | payments[0].lines[0].open",
        "{%s,\"events\":{\"a\":{\"kind\":\"start\"}}} | events.a.AtSecond",
        "{%s,\"events\":{\"a\":{\"kind\":\"stop\",\"code\":1}}} | events.a.AtSecond",
        "{%s,\"events\":{\"a\":{\"code\":1}}} | events.a.kind"
      })
  void namesWhatIsMissing(String message, String field) {
    assertThat(catchThrowable(() -> run("W_Lenient", message.replace("%s", WHOLE))))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("the field \"" + field + "\" is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{%s,\"payments\":[{\"@type\":\"Coin\"}]} | \"payments[0].@type\" is \"Coin\", but must be"
            + " one of Card, Cash, Nothing",
        "{%s,\"payments\":[{}]} | \"payments[0].@type\" is missing: it says of which type the"
            + " object is, one of Card, Cash, Nothing",
        "{%s,\"events\":{\"a\":{\"kind\":\"Start\"}}} | \"events.a.kind\" is \"Start\", but must be"
            + " one of start, stop",
      })
  void namesTheSubtypesThatThereAre(String message, String fault) {
    assertThat(catchThrowable(() -> run("W_Lenient", message.replace("%s", WHOLE))))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("the field " + fault);
  }

  @Test
  void unknownFieldsAreRefusedWhereTheStageSaysSo() throws Exception {
    assertThat(run("S_Strict", "{\"a\":{\"size\":1,\"item\":{\"open\":true}}}")).contains("SUCC");
    assertThat(
            catchThrowable(
                () -> run("S_Strict", "{\"a\":{\"size\":1,\"item\":{\"open\":true,\"x\":1}}}")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("the field \"a.item.x\" is unknown");
  }

  @Test
  void rulesAreReadable() throws IOException {
    assertThat(Files.readString(folder.resolve("classes/p/W_Lenient_Handler.java")))
        .contains("FieldRules.required(\"a\", \"renamed\")")
        .contains(".oneOf(\"c\", \"old\", \"older\")")
        .contains(".in(\"lines\", FieldRules.required(\"open\"))");
  }

  private static String run(String handler, String message) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(classes);
    try {
      String stage = handler.substring(2);
      RequestStreamHandler function =
          (RequestStreamHandler)
              classes
                  .loadClass("p." + handler + "_Handler")
                  .getConstructor(StageRuntime.class)
                  .newInstance(
                      StageRuntime.builder().objectStorage(nothing(ObjectStorage.class)).build());
      String event =
          "{\"executionId\":\"e\",\"currentStage\":\"%s\",\"previousStage\":null,\"workflowBucket\":\"bucket\",\"initialData\":%s}"
              .formatted(stage, message);
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      function.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          response,
          nothing(Context.class));
      return response.toString(StandardCharsets.UTF_8);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** What answers with null, 0, or itself; nothing of it matters to these stages. */
  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getReturnType().getName()) {
                  case "int" -> 60_000;
                  case "com.amazonaws.services.lambda.runtime.LambdaLogger" ->
                      nothing(LambdaLogger.class);
                  default -> null;
                }));
  }
}
