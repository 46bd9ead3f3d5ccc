package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import dev.stageloom.processor.diagnostic.Diagnostic;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each diagnostic about a stage by itself: what triggers it, its line, its text. */
class StageDiagnosticsTest {

  private static final String LAMBDA =
      """
      @LambdaStage%s
      %s class S {
        %s
        public String run(String in%s) { return in; }
      }
      """;

  private static String lambda(String attributes) {
    return LAMBDA.formatted(attributes, "final", "", "");
  }

  private static String glue(String attributes) {
    return """
        @GlueStage%s
        final class S {
          public Dataset<Row> run(Dataset<Row> in) { return in; }
        }
        """
        .formatted(attributes);
  }

  private static String withParameter(String parameter) {
    return LAMBDA.formatted("", "final", "", ", " + parameter);
  }

  @ParameterizedTest
  @CsvSource({
    "abstract, abstract",
  })
  void sl101AbstractClass(String modifier, String words) {
    Compile.source("S", LAMBDA.formatted("", modifier, "", ""))
        .fails(
            Diagnostic.STAGE_CLASS_KIND,
            "S",
            "@LambdaStage",
            "S cannot be a stage: it is " + words + ".");
  }

  @Test
  void sl101Interface() {
    Compile.source("S", "@LambdaStage interface S { String run(String in); }")
        .fails(
            Diagnostic.STAGE_CLASS_KIND,
            "S",
            "@LambdaStage",
            "S cannot be a stage: it is not a class but an interface.");
  }

  @Test
  void sl101InnerClass() {
    Compile.source(
            "Outer",
            """
            class Outer {
              @LambdaStage
              class S { public String run(String in) { return in; } }
            }
            """)
        .fails(
            Diagnostic.STAGE_CLASS_KIND,
            "Outer",
            "@LambdaStage",
            "S cannot be a stage: it is an inner class");
  }

  @Test
  void sl102NoConstructor() {
    Compile.source("S", LAMBDA.formatted("", "final", "S(int size) {}", ""))
        .fails(
            Diagnostic.STAGE_CONSTRUCTOR,
            "S",
            "@LambdaStage",
            "S has no constructor without parameters that the generated S_Handler can call.");
  }

  @Test
  void sl103NoMethod() {
    Compile.source(
            "S",
            "@LambdaStage final class S { @Override public String toString() { return \"\"; } }")
        .fails(Diagnostic.NO_STAGE_METHOD, "S", "@LambdaStage", "S has no stage method.");
  }

  @Test
  void sl104SeveralMethods() {
    Compile.source("S", LAMBDA.formatted("", "final", "public void other() {}", ""))
        .fails(
            Diagnostic.SEVERAL_STAGE_METHODS,
            "S",
            "public String run",
            "S has several public methods (other, run), so that the stage method is not clear.");
  }

  @Test
  void stageMethodPicksOne() {
    assertThat(
            Compile.source(
                    "S", LAMBDA.formatted("", "final", "public void other() {} @StageMethod", ""))
                .run())
        .succeeded();
  }

  @Test
  void sl105BothAnnotations() {
    Compile.source("S", "@LambdaStage\n" + glue(""))
        .fails(
            Diagnostic.TWO_STAGE_ANNOTATIONS,
            "S",
            "@GlueStage",
            "S is both a @LambdaStage and a @GlueStage.");
  }

  @Test
  void sl106SecondInput() {
    Compile.source("S", withParameter("\nString second"))
        .fails(
            Diagnostic.SEVERAL_INPUTS,
            "S",
            "String second",
            "Parameter second of S is a second input; the first is in.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Set<String>; Set<String>, which is not one of the collections that are read item by item",
        "List; List, which does not say what its items are",
        "List<?>; a type that is not a class, which is not known before the stage runs",
        "Dataset<Row>; Dataset<Row>, which only a Glue stage can have",
        "java.io.InputStream; InputStream, which is not data that can be written as JSON",
        "List<Stream<String>>; List<Stream<String>>, which nests a Stream",
        "Shape; Shape, which cannot be instantiated when it is read",
        "Hidden; Hidden, which is not public, as the code that reads and writes it needs",
        "List<Outer.Nested>; List<Nested>, which is nested in Outer, which is not public",
      })
  void sl107LambdaParameter(String type, String message) {
    Compile.source(
            "S",
            """
            interface Shape {}
            record Hidden(int a) {}
            class Outer { public record Nested(int a) {} }
            @LambdaStage final class S {
              public String run(
                  %s in) { return ""; }
            }
            """
                .formatted(type))
        .option("-Xlint:-rawtypes")
        .fails(
            Diagnostic.PARAMETER_TYPE,
            "S",
            type + " in)",
            "Parameter in of S has the type " + message);
  }

  @Test
  void sl107GlueParameter() {
    Compile.source(
            "S",
            """
            @GlueStage final class S {
              public Dataset<Row> run(
                  List<String> in) { return null; }
            }
            """)
        .fails(
            Diagnostic.PARAMETER_TYPE,
            "S",
            "List<String> in)",
            "Parameter in of S has the type List<String>, which is not a Dataset. Fix: Use"
                + " Dataset<T> of a record or bean, or Dataset<Row>.");
  }

  @Test
  void sl108ReturnType() {
    Compile.source(
            "S", "@LambdaStage final class S {\n public Set<String> run() { return null; } }")
        .fails(
            Diagnostic.RETURN_TYPE,
            "S",
            "Set<String> run",
            "S.run returns Set<String>, which is not one of the collections");
  }

  @Test
  void sl109ArgumentType() {
    Compile.source("S", withParameter("\n@Argument(\"x\") List<Locale> x"))
        .fails(
            Diagnostic.ARGUMENT_TYPE,
            "S",
            "List<Locale> x",
            "Argument \"x\" of S has the type List<Locale>, which text cannot be converted to.");
  }

  @Test
  void sl110ArgumentName() {
    Compile.source("S", withParameter("\n@Argument(\"run date\") String x"))
        .fails(
            Diagnostic.ARGUMENT_NAME,
            "S",
            "run date",
            "\"run date\" cannot be an argument's name.");
  }

  @Test
  void sl111ArgumentTwice() {
    Compile.source("S", withParameter("@Argument(\"x\") String a,\n@Argument(\"x\") String b"))
        .fails(Diagnostic.ARGUMENT_TWICE, "S", "String b", "S takes the argument \"x\" twice.");
  }

  @ParameterizedTest
  @CsvSource({"input-key, Stageloom", "input_key, Stageloom", "TempDir, Glue"})
  void sl112ReservedArgument(String name, String owner) {
    Compile.source(
            "S",
            """
            @GlueStage final class S {
              public Dataset<Row> run(Dataset<Row> in,
                  @Argument("%s") String x) { return in; }
            }
            """
                .formatted(name))
        .fails(
            Diagnostic.ARGUMENT_RESERVED,
            "S",
            name,
            "\"" + name + "\" cannot be an argument of a Glue stage: " + owner + " uses that name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int; ten; an int",
        "LocalDate; 2026-13-01; a LocalDate",
        "boolean; yes; a boolean",
        "RoundingMode; SIDEWAYS; one of UP, DOWN, CEILING",
      })
  void sl113ArgumentDefault(String type, String value, String words) {
    Compile.source(
            "S",
            withParameter(
                "\n@Argument(value = \"x\", defaultValue = \"" + value + "\") " + type + " x"))
        .fails(
            Diagnostic.ARGUMENT_DEFAULT,
            "S",
            "defaultValue",
            "The default \"" + value + "\" of the argument \"x\" is not " + words);
  }

  @Test
  void sl114StageName() {
    Compile.source("S", lambda("(\nname = \"1st stage\")"))
        .fails(Diagnostic.STAGE_NAME, "S", "1st stage", "\"1st stage\" cannot be a stage's name.");
  }

  @Test
  void sl115StrayStageMethod() {
    Compile.source("S", "final class S {\n @StageMethod\n public void run() {} }")
        .fails(
            Diagnostic.STRAY_STAGE_METHOD,
            "S",
            "public void run",
            "S.run is marked with @StageMethod, but its class is not a stage.");
  }

  @Test
  void sl116TypeParameters() {
    Compile.source("S", "@LambdaStage final class S<T> { public String run() { return \"\"; } }")
        .fails(
            Diagnostic.TYPE_VARIABLES,
            "S",
            "@LambdaStage",
            "S cannot be a stage: it has type parameters");
  }

  @Test
  void sl117GivenElsewhere() {
    Compile.source("S", withParameter("\nSparkSession spark"))
        .fails(
            Diagnostic.GIVEN_ELSEWHERE,
            "S",
            "SparkSession spark",
            "Parameter spark of S is a SparkSession, which Lambda cannot give.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Locale; Order.lines[].x of the type Locale",
        "HashMap<String, String>; Order.lines[].x of the type HashMap<String, String>",
        "Map<Integer, String>; Order.lines[].x of the type Map<Integer, String>",
        "Map<String, Optional<Thread>>; Order.lines[].x{} of the type Thread",
        "Deque<String>[]; Order.lines[].x[] of the type Deque<String>",
      })
  void sl118FieldThatTheJsonLibraryCannotRead(String type, String message) {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public record Line(String sku, %s x) {}
              public record Order(long id, List<Line> lines) {}
              public String run(
                  Stream<Order> in) { return ""; }
            }
            """
                .formatted(type))
        .fails(
            Diagnostic.DATA_FIELD,
            "S",
            "Stream<Order> in",
            "Parameter in of S holds "
                + message
                + ", which cannot be written as JSON and read back.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "List<List<Integer>> x; List<List<Integer>>",
        "Optional<List<String>> x; Optional<List<String>>",
        "Set<Map<String, Integer>> x; Set<Map<String, Integer>>",
        "List<Optional<String>> x; List<Optional<String>>",
        "Shape x; Shape",
      })
  void sl118FieldThatWouldBeReadAsSomethingElse(String field, String type) {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public interface Shape {}
              public record Order(%s) {}
              public String run(
                  Stream<Order> in) { return ""; }
            }
            """
                .formatted(field))
        .fails(
            Diagnostic.DATA_FIELD,
            "S",
            "Stream<Order> in",
            "Parameter in of S holds Order.x of the type "
                + type
                + ", which cannot be written as JSON and read back.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "non-sealed interface B extends A {} public; B cannot be instantiated",
        "record B<T>(T t) implements A {} public; B has type parameters",
        "record D(int b) implements A {} record B(int b) implements A {} public; B is not public, as"
            + " the code that reads it needs",
        "record B(int x) implements A {} public; C.x and B.x differ",
        "record B(int c) implements A { public record C() implements A {} } public;"
            + " p.S.C and p.S.B.C are both named \"C\" there",
      })
  void sl129SubtypesThatJsonCannotTellApart(String subtype, String problem) {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public sealed interface A {}
              public record C(long x) implements A {}
              public %s record Order(A a) {}
              public String run(
                  Stream<Order> in) { return ""; }
            }
            """
                .formatted(subtype))
        .fails(
            Diagnostic.SUBTYPES,
            "S",
            "Stream<Order> in",
            "Parameter in of S holds Order.a, whose subtypes cannot be written as JSON and read"
                + " back: "
                + problem
                + ".");
  }

  @Test
  void sl129SubtypeWithoutName() {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              @io.avaje.jsonb.Json.SubType(type = B.class)
              public sealed interface A {}
              public record B(int b) implements A {}
              public record C(int c) implements A {}
              public String run(
                  A in) { return ""; }
            }
            """)
        .fails(
            Diagnostic.SUBTYPES,
            "S",
            "A in",
            "Parameter in of S holds A, whose subtypes cannot be written as JSON and read back: no"
                + " @Json.SubType names C. Fix: Add @Json.SubType(type = C.class, name = \"...\").");
  }

  @Test
  void sl129SubtypesWithATypeParameter() {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public sealed interface A<T> {}
              public record B(int b) implements A<String> {}
              public String run(
                  List<A<String>> in) { return ""; }
            }
            """)
        .fails(
            Diagnostic.SUBTYPES,
            "S",
            "List<A<String>> in",
            "Parameter in of S holds A<String>, whose subtypes cannot be written as JSON and read"
                + " back: A has type parameters. Fix: Declare it without, for one kind of value.");
  }

  @Test
  void sl118FieldOfASubtype() {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public sealed interface A {}
              public record B(Locale where) implements A {}
              public String run(
                  List<A> in) { return ""; }
            }
            """)
        .fails(
            Diagnostic.DATA_FIELD,
            "S",
            "List<A> in",
            "Parameter in of S holds A(B).where of the type Locale, which cannot be written as JSON"
                + " and read back.");
  }

  @Test
  void sl119SubtypeThatHoldsItsInterface() {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public sealed interface A {}
              public record B(List<A> parts) implements A {}
              public String run(
                  A in) { return ""; }
            }
            """)
        .fails(
            Diagnostic.RECURSIVE_TYPE,
            "S",
            "A in",
            "Parameter in of S holds A(B).parts[](B), which is a B again");
  }

  @Test
  void sl118FieldThatSparkCannotRead() {
    Compile.source(
            "S",
            """
            @GlueStage public final class S {
              public static class Bean { private UUID id; }
              public static class Sub extends Bean {}
              public Dataset<Sub> run(Dataset<Row> in) { return null; }
            }
            """)
        .fails(
            Diagnostic.DATA_FIELD,
            "S",
            "Dataset<Sub> run",
            "The result of S.run holds Sub.id of the type UUID, which Spark has no encoder for.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "private int x; public int getX() { return x; }"
            + "| In.bean.x, which the JSON library cannot read: it is not public and has no setter",
        "private int x; public void setX(int x) {}"
            + "| In.bean.x, which the JSON library cannot write: it is not public and has no getter",
        "protected List<String> x;"
            + "| In.bean.x, which the JSON library cannot write: it is not public and has no getter",
        "private boolean x; public boolean isX() { return x; } void setX(boolean x) {}"
            + "| In.bean.x, which the JSON library cannot read: it is not public and has no setter"
      })
  void sl128FieldThatCannotBeReached(String members, String message) {
    beanOf(members)
        .fails(Diagnostic.FIELD_ACCESS, "S", "List<In> in", "Parameter in of S holds " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public int x;",
        "private int x; public int getX() { return x; } public void setX(int x) {}",
        "private int x; public int x() { return x; } public Bean x(int x) { return this; }",
        "private boolean isX; public boolean isX() { return isX; } public void setX(boolean x) {}",
        "private Boolean x; public Boolean isX() { return x; } public void setX(Boolean x) {}",
        "private final int x; public Bean(int x) { this.x = x; } public int getX() { return x; }",
        "private List<String> x; public List<String> getX() { return x; }",
        "private transient int x; private static int y;",
        "@io.avaje.jsonb.Json.Ignore private int x;",
        "@com.fasterxml.jackson.annotation.JsonIgnore private int x;",
        "@com.fasterxml.jackson.annotation.JsonProperty(\"y\") private int x;"
            + " public int getY() { return x; } public void setY(int y) {}"
      })
  void fieldsOfBeansThatCanBeReached(String members) {
    assertThat(beanOf(members).run()).succeeded();
  }

  private static Compile beanOf(String members) {
    return Compile.source(
        "S",
        """
        @LambdaStage public final class S {
          public record In(Bean bean) {}
          public static class Bean { %s }
          public void run(
              List<In> in) {}
        }
        """
            .formatted(members));
  }

  @Test
  void sl119RecursiveType() {
    Compile.source(
            "S",
            """
            @LambdaStage public final class S {
              public record Node(String name, Map<String, Edge> edges) {}
              public record Edge(Node to) {}
              public void run(
                  Node in) {}
            }
            """)
        .fails(
            Diagnostic.RECURSIVE_TYPE,
            "S",
            "Node in",
            "Parameter in of S holds Node.edges{}.to, which is a Node again");
  }

  @Test
  void fieldsThatAreData() {
    assertThat(
            Compile.source(
                    "S",
                    """
                    @LambdaStage public final class S {
                      public enum Kind { A }
                      public record Box<T>(T content, Optional<T> other) {}
                      public record Order(char c, int[] ints, Kind kind, Map<Kind, Box<Instant>> m,
                          Set<UUID> ids, Object any, OptionalInt i, java.net.URI uri) {}
                      public Order run(Box<Order> in) { return null; }
                    }
                    """)
                .run())
        .succeeded();
  }

  @ParameterizedTest
  @CsvSource({
    "memory = 127, SL301, A Lambda function cannot have 127 MB of memory.",
    "memory = 10241, SL301, A Lambda function cannot have 10241 MB of memory.",
    "timeout = 0, SL302, A Lambda function cannot have a timeout of 0 s.",
    "timeout = 901, SL302, A Lambda function cannot have a timeout of 901 s.",
    "ephemeralStorage = 511, SL303, A Lambda function cannot have 511 MB of /tmp.",
  })
  void sl301To303LambdaLimits(String attribute, String id, String message) {
    Compile.source("S", lambda("(\n" + attribute + ")")).fails(byId(id), "S", attribute, message);
  }

  @ParameterizedTest
  @CsvSource({
    "workers = 1, SL304, A Glue job cannot run on 1 worker(s) of type G.1X.",
    "timeout = 0, SL305, A Glue job cannot have a timeout of 0 min.",
    "timeout = 10081, SL305, A Glue job cannot have a timeout of 10081 min.",
  })
  void sl304And305GlueLimits(String attribute, String id, String message) {
    Compile.source("S", glue("(\n" + attribute + ")")).fails(byId(id), "S", attribute, message);
  }

  @ParameterizedTest
  @CsvSource({
    "maxAttempts = -1, @Retry's maxAttempts cannot be -1. Fix: Use 0 to 99",
    "intervalSeconds = 0, @Retry's intervalSeconds cannot be 0. Fix: Use 1 to 99",
    "backoffRate = 0.5, @Retry's backoffRate cannot be 0.5. Fix: Use 1.0 or more",
    "maxDelaySeconds = 0, @Retry's maxDelaySeconds cannot be 0. Fix: Use 1 to 31",
  })
  void sl306RetryBounds(String attribute, String message) {
    Compile.source("S", "@Retry(\n" + attribute + ")\n" + lambda(""))
        .fails(Diagnostic.RETRY_BOUNDS, "S", attribute, message);
  }

  @Test
  void sl307DescriptionLength() {
    Compile.source("S", lambda("(\ndescription = \"" + "x".repeat(257) + "\")"))
        .fails(
            Diagnostic.DESCRIPTION_LENGTH,
            "S",
            "description",
            "The description of S has 257 characters; Lambda allows 256.");
  }

  @Test
  void sl309HandlerLength() {
    String name = "S" + "x".repeat(120);
    Compile.source(
            name, "@LambdaStage(name = \"s\") final class " + name + " { public void run() {} }")
        .fails(
            Diagnostic.HANDLER_LENGTH,
            name,
            "@LambdaStage",
            "The handler p." + name + "_Handler has 131 characters; Lambda allows 128.");
  }

  @Test
  void sl310ManyWorkers() {
    Compile.source("S", glue("(\nworkers = 300)"))
        .warns(Diagnostic.GLUE_WORKERS_MANY, "S", "workers = 300", "S asks for 300 workers");
  }

  @Test
  void sl311DeprecatedRuntime() {
    Compile.source("S", lambda("(\nruntime = LambdaRuntime.JAVA_17)"))
        .warns(
            Diagnostic.LAMBDA_RUNTIME_DEPRECATED,
            "S",
            "JAVA_17",
            "S runs on java17, which Lambda deprecates on 2027-06-30.");
  }

  @Test
  void sl120MethodThatThrowsMoreThanAnException() {
    Compile.source("S", "@LambdaStage final class S {\n public void run() throws Throwable {} }")
        .fails(
            Diagnostic.METHOD_THROWS,
            "S",
            "public void run",
            "S.run throws Throwable, which is not an Exception, so that the generated S_Handler"
                + " cannot pass it on.");
  }

  @Test
  void sl121ConstructorThatThrows() {
    Compile.source(
            "S",
            """
            @LambdaStage final class S {
              S() throws java.io.IOException {}
              public void run() throws Exception {}
            }
            """)
        .fails(
            Diagnostic.CONSTRUCTOR_THROWS,
            "S",
            "S() throws",
            "The constructor of S throws IOException, which the generated S_Handler cannot pass"
                + " on.");
  }

  @Test
  void sl405GeneratedNamesThatCollide() {
    Compile.source(
            "Outer",
            """
            final class Outer {
              @LambdaStage static final class S { public void run() {} }
            }
            """)
        .and("Outer_S", "@LambdaStage(name = \"t\")\nfinal class Outer_S { public void run() {} }")
        .fails(
            Diagnostic.GENERATED_NAMES_COLLIDE,
            "Outer_S",
            "final class Outer_S",
            "p.Outer.S and p.Outer_S would both be generated as p.Outer_S_Handler.");
  }

  @Test
  void sl316LongLambdaTimeout() {
    Compile.source("S", lambda("(\ntimeout = 301)"))
        .warns(
            Diagnostic.LAMBDA_TIMEOUT_LONG,
            "S",
            "timeout = 301",
            "S may run for 301 s: work of more than 5 minutes is Glue's.");
  }

  @Test
  void sl317SmallGlueJob() {
    Compile.source("S", glue("(\nworkers = 2, timeout = 15)"))
        .warns(
            Diagnostic.GLUE_SMALL,
            "S",
            "workers = 2",
            "S runs on 2 workers for at most 15 min, which a Lambda function could do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db-password", "ApiKey", "access_token"})
  void sl318ArgumentThatLooksLikeASecret(String name) {
    Compile.source("S", withParameter("\n@Argument(\"" + name + "\") String x"))
        .warns(
            Diagnostic.ARGUMENT_SECRET,
            "S",
            name,
            "The argument \"" + name + "\" of S looks like a secret, and AWS may log arguments.");
  }

  @Test
  void allErrorsOfACompileAtOnce() {
    Compilation compilation =
        Compile.source(
                "S",
                """
                @LambdaStage(memory = 1, timeout = 0, name = "a b")
                @Retry(maxAttempts = -1)
                final class S {
                  public String run(String in, @Argument("b b") String x) { return in; }
                }
                """)
            .and("T", "@GlueStage(workers = 1) final class T { public void run() {} }")
            .and(
                "U",
                "@GlueStage(workers = 1) final class U { public Locale run() { return null; } }")
            .and("V", "@LambdaStage(timeout = 0) final class V {}")
            .run();

    assertThat(compilation).hadErrorCount(10);
  }

  private static Diagnostic byId(String id) {
    for (Diagnostic diagnostic : Diagnostic.values()) {
      if (diagnostic.id().equals(id)) {
        return diagnostic;
      }
    }
    throw new IllegalArgumentException(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@JsonFormat(pattern = \"d\") LocalDate day; Order.day; JsonFormat",
        "@JsonIgnore String note; Order.note; JsonIgnore",
        "@JsonUnwrapped Line line; Order.line; JsonUnwrapped",
        "Line line; Order.line; JsonInclude",
        "List<Kind> kinds; Order.kinds[].A; JsonProperty",
        "Bean bean; Order.bean.getName(); JsonGetter",
      })
  void sl122AnnotationThatTheJsonLibraryIgnores(String field, String path, String annotation) {
    Compile.source(
            "S",
            """
            import com.fasterxml.jackson.annotation.*;
            @LambdaStage public final class S {
              public enum Kind { @JsonProperty("a") A }
              @JsonInclude(JsonInclude.Include.NON_NULL) public record Line(String sku) {}
              public static class Bean {
                private String name;
                @JsonGetter("n") public String getName() { return name; }
                public void setName(String name) { this.name = name; }
              }
              public record Order(%s) {}
              public void run(
                  List<Order> in) {}
            }
            """
                .formatted(field))
        .fails(
            Diagnostic.JSON_ANNOTATION,
            "S",
            "List<Order> in",
            "Parameter in of S holds %s, whose @%s the JSON library, avaje-jsonb, would ignore."
                .formatted(path, annotation));
  }

  @Test
  void sl122AnnotationThatGlueIgnores() {
    Compile.source(
            "S",
            """
            import com.fasterxml.jackson.annotation.*;
            @GlueStage public final class S {
              public record Order(@JsonProperty("order_id") long id) {}
              public Dataset<Order> run(Dataset<Row> in) { return null; }
            }
            """)
        .fails(
            Diagnostic.JSON_ANNOTATION,
            "S",
            "Dataset<Order> run",
            "The result of S.run holds Order.id, whose @JsonProperty Stageloom's reader in a Glue"
                + " stage would ignore.");
  }

  @Test
  void sl122JacksonsNamesOfSubtypes() {
    Compile.source(
            "S",
            """
            import com.fasterxml.jackson.annotation.*;
            @LambdaStage public final class S {
              @JsonTypeInfo(use = JsonTypeInfo.Id.NAME) public sealed interface A {}
              public record B(int b) implements A {}
              public void run(
                  List<A> in) {}
            }
            """)
        .fails(
            Diagnostic.JSON_ANNOTATION,
            "S",
            "List<A> in",
            "Parameter in of S holds A, whose @JsonTypeInfo the JSON library, avaje-jsonb, would"
                + " ignore.");
  }

  @Test
  void sl122NamesThatGlueIgnores() {
    Compile.source(
            "S",
            """
            import io.avaje.jsonb.Json;
            @GlueStage public final class S {
              @Json(naming = Json.Naming.LowerUnderscore) public record Order(long orderId) {}
              public Dataset<Order> run(Dataset<Row> in) { return null; }
            }
            """)
        .fails(
            Diagnostic.JSON_ANNOTATION,
            "S",
            "Dataset<Order> run",
            "The result of S.run holds Order, whose @Json Stageloom's reader in a Glue stage would"
                + " ignore.");
  }

  @Test
  void annotationsThatAreHonouredOrChangeNothing() {
    assertThat(
            Compile.source(
                    "S",
                    """
                    import com.fasterxml.jackson.annotation.*;
                    @LambdaStage public final class S {
                      @JsonPropertyOrder("name")
                      @JsonIgnoreProperties(ignoreUnknown = true)
                      public record Order(@JsonProperty("order_id") long id) {}
                      public static class Bean { @JsonIgnore private String name; }
                      public Bean run(Order in) { return new Bean(); }
                    }
                    """)
                .run())
        .succeededWithoutWarnings();
  }

  @Test
  void sl319WorkersOfSomeRegions() {
    Compile.source("S", glue("(\nworkerType = WorkerType.R_2X)"))
        .warns(
            Diagnostic.WORKER_TYPE_REGIONS,
            "S",
            "R_2X",
            "Glue has workers of the type R.2X in some regions only.");
  }

  @Test
  void sl320SevenDays() {
    Compile.source("S", glue("(\ntimeout = 10080)"))
        .warns(
            Diagnostic.GLUE_TIMEOUT_LONGEST,
            "S",
            "timeout = 10080",
            "AWS says of a Glue job's timeout that it is less than 7 days, or 10,080 min; whether"
                + " 10080 min pass is not known.");
  }

  @Test
  void sl321DefaultsTooLarge() {
    String parameters =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    ", @Argument(value = \"a%d\", defaultValue = \"%s\") String a%d"
                        .formatted(i, "x".repeat(60_000), i))
            .collect(Collectors.joining());
    Compile.source(
            "S",
            "@GlueStage\nfinal class S { public void run(Dataset<Row> in%s) {} }"
                .formatted(parameters))
        .fails(
            Diagnostic.GLUE_ARGUMENTS_SIZE,
            "S",
            "@GlueStage",
            "The names and defaults of S's arguments have 300020 bytes; Glue allows 266,240 for all"
                + " arguments.");
  }

  @Test
  void sl330FlexWithOtherWorkers() {
    Compile.source(
            "S", glue("(workerType = WorkerType.G_4X,\nexecutionClass = ExecutionClass.FLEX)"))
        .warns(
            Diagnostic.FLEX_WORKER_TYPE,
            "S",
            "ExecutionClass.FLEX",
            "S asks for spare capacity (FLEX) with workers of the type G.4X; AWS documents it for"
                + " G.1X and G.2X only.");
  }

  @Test
  void sl331NoRun() {
    Compile.source("S", glue("(\nmaxConcurrentRuns = 0)"))
        .fails(
            Diagnostic.GLUE_CONCURRENT_RUNS,
            "S",
            "maxConcurrentRuns = 0",
            "A Glue job cannot have 0 concurrent runs.");
  }

  @Test
  void sl332BookmarkOfConcurrentRuns() {
    Compile.source("S", glue("(\njobBookmark = JobBookmark.ENABLE)"))
        .warns(
            Diagnostic.BOOKMARK_CONCURRENCY,
            "S",
            "JobBookmark.ENABLE",
            "S keeps a bookmark and may have 10 runs at the same time");
  }

  @Test
  void sl333JavaOnGlueOfJava8() {
    Compile.source("S", glue("(\nglueVersion = GlueVersion.V4_0)"))
        .fails(
            Diagnostic.GLUE_WITH_OLD_JAVA,
            "S",
            "GlueVersion.V4_0",
            "S is a stage in Java, and Glue 4.0 runs Java 8: its classes and Stageloom's own need"
                + " Java 17.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "conf; a name begins with -- and has neither spaces nor =; Write it as in \"--conf\".",
        "--conf=a; a name begins with -- and has neither spaces nor =; Write it as in \"--conf\".",
        "--extra-jars; the attribute extraJars sets it; Use extraJars.",
        "--JOB_NAME; Glue sets it itself; Remove it.",
        "--enable-continuous-log-filter; Stageloom gives the job log groups of its own, and Glue 5.0"
            + " and later ignore what was for continuous logging; Remove it.",
        "--output_key; Stageloom sets it itself; Remove it.",
        "--class; Stageloom sets it itself; Remove it.",
        "--day; the state machine passes the @Argument of that name;"
            + " Give the @Argument a defaultValue.",
      })
  void sl130JobArgument(String name, String reason, String fix) {
    Compile.source(
            "S",
            """
            @GlueStage(
                jobArguments = @JobArgument(name = "%s", value = "x"))
            final class S {
              public void run(Dataset<Row> in, @Argument("day") String day) {}
            }
            """
                .formatted(name))
        .fails(
            Diagnostic.JOB_ARGUMENT,
            "S",
            "jobArguments",
            "\"%s\" cannot be a job argument of S: %s. Fix: %s".formatted(name, reason, fix));
  }

  @Test
  void sl130Twice() {
    String conf = "@JobArgument(name = \"--conf\", value = \"a=b\")";
    Compile.source("S", glue("(\njobArguments = {" + conf + ", " + conf + "})"))
        .fails(
            Diagnostic.JOB_ARGUMENT,
            "S",
            "jobArguments",
            "\"--conf\" cannot be a job argument of S: it is there twice.");
  }

  @Test
  void sl318JobArgumentThatLooksLikeASecret() {
    Compile.source(
            "S", glue("(\njobArguments = @JobArgument(name = \"--db-password\", value = \"x\"))"))
        .warns(
            Diagnostic.ARGUMENT_SECRET,
            "S",
            "jobArguments",
            "The argument \"--db-password\" of S looks like a secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"extraPyFiles = \"s3://b/m.zip\"", "additionalPythonModules = \"x\""})
  void sl131PythonInJava(String attribute) {
    Compile.source("S", glue("(\n" + attribute + ")"))
        .fails(
            Diagnostic.PYTHON_ONLY,
            "S",
            attribute,
            attribute.substring(0, attribute.indexOf(' '))
                + " is for Python, and S is a stage in Java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "extraJars; lib/geo.jar; it is no S3 URI",
        "extraJars; s3://b/a.jar,s3://b/c.jar; it is no S3 URI, or has a comma",
        "extraFiles; s3://b; it is no S3 URI",
        "sparkEventLogsPath; logs/spark; it is no S3 URI",
        "connections; ''; a name has 1 to 255 characters",
        "securityConfiguration; ' '; a name has 1 to 255 characters",
      })
  void sl132ValueOfAnOption(String attribute, String value, String reason) {
    Compile.source("S", glue("(\n" + attribute + " = \"" + value + "\")"))
        .fails(
            Diagnostic.GLUE_OPTION_VALUE,
            "S",
            attribute,
            "\"" + value + "\" cannot be in " + attribute + " of S: " + reason);
  }

  @Test
  void sl321JobArgumentsTooLarge() {
    Compile.source(
            "S",
            glue(
                "(jobArguments = {"
                    + IntStream.range(0, 5)
                        .mapToObj(
                            i ->
                                "@JobArgument(name = \"--a%d\", value = \"%s\")"
                                    .formatted(i, "x".repeat(60_000)))
                        .collect(Collectors.joining(", "))
                    + "})"))
        .fails(
            Diagnostic.GLUE_ARGUMENTS_SIZE,
            "S",
            "@GlueStage",
            "The names and defaults of S's arguments have 300020 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "executionClass = ExecutionClass.FLEX, autoScaling = true",
        "jobBookmark = JobBookmark.ENABLE, maxConcurrentRuns = 1",
        "jobBookmark = JobBookmark.PAUSE",
        "jobArguments = @JobArgument(name = \"--user-jars-first\", value = \"true\")",
        "extraJars = {\"s3://b/a.jar\", \"s3://b/libs/\"}, connections = \"db\"",
        "dataLakeFormats = DataLakeFormat.DELTA, sparkUi = true, metrics = false"
      })
  void optionsThatFit(String options) {
    assertThat(Compile.source("S", glue("(" + options + ")")).run()).succeededWithoutWarnings();
  }

  @Test
  void sl324SnapshotWithMuchStorage() {
    Compile.source("S", lambda("(ephemeralStorage = 1024,\nsnapStart = true)"))
        .fails(
            Diagnostic.SNAP_START_STORAGE,
            "S",
            "snapStart = true",
            "S cannot start from a snapshot (snapStart) with 1024 MB of /tmp; Lambda takes"
                + " snapshots up to 512 MB.");
  }
}
