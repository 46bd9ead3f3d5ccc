package dev.stageloom.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.stageloom.asl.AslReader;
import dev.stageloom.asl.AslWriter;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random programs, valid and mutated: none may crash or hang the compiler, or leave the output of a
 * broken workflow. A program is made of its seed alone: {@code -Dfuzz.seed=n -Dfuzz.programs=1}
 * runs the one that failed, {@code -Dfuzz.programs=10000} runs more than the normal build.
 */
class FuzzTest {

  private static final int PROGRAMS = Integer.getInteger("fuzz.programs", 250);
  private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);

  /** Every fourth program is left as it is: valid. */
  private static final int MAX_MUTATIONS = 3;

  private static final int MAX_FAILURES = Integer.getInteger("fuzz.failures", 1);

  /** Long enough for a compile on any machine: a compile that takes longer hangs. */
  private static final int HANG_SECONDS = 60;

  /** What stages that are each valid may add up to: arguments that differ, EXPRESS too long. */
  private static final Set<String> SUM_OF_STAGES = Set.of("SL216", "SL312");

  private static final List<String> RESOURCES = List.of(".asl.json", ".json", ".mmd", ".svg");

  private static MemoryCompiler compiler;
  private static ExecutorService executor;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> mutations = new TreeMap<>();

  @BeforeAll
  static void open() {
    compiler = new MemoryCompiler();
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "compile");
              thread.setDaemon(true);
              return thread;
            });
  }

  @AfterAll
  static void close() throws IOException {
    executor.shutdownNow();
    compiler.close();
  }

  @Test
  void noProgramBreaksTheProcessor() {
    List<String> failures = new ArrayList<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
      Random random = new Random(seed);
      Program program = new ProgramGenerator(random).generate();
      boolean valid = seed % 4 == 0;
      Map<String, String> sources =
          valid
              ? program.print()
              : new Mutator(random).mutate(program, 1 + random.nextInt(MAX_MUTATIONS));
      try {
        check(program, sources);
      } catch (AssertionError e) {
        failures.add(e.getMessage() + describe(seed, program, sources));
      }
      if (failures.size() == MAX_FAILURES) {
        break;
      }
    }
    if (System.getProperty("fuzz.programs") != null) {
      System.out.println("programs " + counts + "\nmutations " + mutations);
    }
    assertThat(failures).isEmpty();
  }

  private static String describe(long seed, Program program, Map<String, String> sources) {
    return "\n-Dfuzz.programs=1 -Dfuzz.seed="
        + seed
        + " "
        + program.mutations
        + "\n"
        + sources.entrySet().stream()
            .map(e -> "// " + e.getKey() + "\n" + shorten(e.getValue()))
            .collect(Collectors.joining());
  }

  private static String shorten(String text) {
    return text.length() > 20_000 ? text.substring(0, 20_000) + "\n... and more\n" : text;
  }

  private void check(Program program, Map<String, String> sources) {
    WatchedProcessor processor = new WatchedProcessor();
    MemoryCompiler.Result result = compile(sources, processor);
    count(counts, program.mutations.isEmpty() ? "unchanged" : "mutated");
    count(
        counts,
        !result.hasErrors()
            ? "valid"
            : processor.messages.isEmpty() ? "broken for javac" : "broken for the processor");
    processor.messages.forEach(m -> count(counts, m.text().substring(0, 5)));
    program.mutations.forEach(m -> count(mutations, m));

    assertThat(result.printed()).as("printed by the compiler").isEmpty();
    assertThat(result.success()).as("success").isEqualTo(!result.hasErrors());
    if (program.mutations.isEmpty()) {
      assertThat(result.diagnostics())
          .as("a valid program")
          .filteredOn(d -> d.getKind() == Diagnostic.Kind.ERROR)
          .extracting(d -> d.getMessage(null).substring(0, 5))
          .isSubsetOf(SUM_OF_STAGES);
    }
    checkMessages(result, processor);
    checkOutputs(result, processor);
    checkGeneratedCode(result);
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private static MemoryCompiler.Result compile(
      Map<String, String> sources, WatchedProcessor processor) {
    Future<MemoryCompiler.Result> future =
        executor.submit(() -> compiler.compile(sources, List.of(processor)));
    try {
      return future.get(HANG_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the compiler hangs:\n" + stackOf("compile"), e);
    } catch (ExecutionException e) {
      StringWriter trace = new StringWriter();
      e.getCause().printStackTrace(new PrintWriter(trace));
      throw new AssertionError("the compiler crashes: " + trace, e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static String stackOf(String thread) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getName().equals(thread))
        .flatMap(e -> Arrays.stream(e.getValue()))
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  /** Each of our messages has an id, a fix and a place, and is printed once. */
  private static void checkMessages(MemoryCompiler.Result result, WatchedProcessor processor) {
    assertThat(processor.messages).as("messages").doesNotHaveDuplicates();
    int printed = 0;
    for (Diagnostic<? extends JavaFileObject> diagnostic : result.diagnostics()) {
      String text = diagnostic.getMessage(null);
      if (processor.messages.stream().noneMatch(m -> m.text().equals(text))) {
        assertThat(text).as("message of the compiler").doesNotContain("StageloomProcessor");
        continue;
      }
      printed++;
      assertThat(text).matches("(?s)SL\\d{3}: .* Fix: .*").doesNotStartWith("SL499");
      assertThat(diagnostic.getSource()).as(text).isNotNull();
      assertThat(MemoryCompiler.isGenerated(diagnostic.getSource())).as(text).isFalse();
      assertThat(diagnostic.getLineNumber()).as(text).isPositive();
    }
    assertThat(printed)
        .as(() -> "messages " + processor.messages + " of " + result.diagnostics())
        .isEqualTo(processor.messages.size());
  }

  /** A workflow has all of its resources or none, and none if one of its classes has an error. */
  private static void checkOutputs(MemoryCompiler.Result result, WatchedProcessor processor) {
    Set<String> stems = new TreeSet<>();
    for (String path : result.outputs().keySet()) {
      if (path.matches("META-INF/stageloom/[^/]*")) {
        stems.add(path.substring(0, path.indexOf('.')));
      }
    }
    Set<String> written = new TreeSet<>();
    for (String stem : stems) {
      for (String extension : RESOURCES) {
        assertThat(result.outputs()).containsKey(stem + extension);
      }
      String text = result.text(stem + ".json");
      WorkflowManifest manifest = WorkflowManifest.fromJson(text);
      assertThat(manifest.toJson()).isEqualTo(text);
      written.add(manifest.workflowClass());
      assertThat(processor.brokenWorkflows()).doesNotContain(manifest.workflowClass());
      assertThat(processor.brokenStages())
          .doesNotContainAnyElementsOf(
              manifest.stages().stream().map(WorkflowManifest.Stage::stageClass).toList());
      checkResources(result, stem);
    }
    if (!result.hasErrors()) {
      assertThat(written).as("workflows").isEqualTo(processor.workflows);
    }
  }

  private static void checkResources(MemoryCompiler.Result result, String stem) {
    String asl = result.text(stem + ".asl.json");
    assertThat(AslReader.read(asl).problems()).isEmpty();
    assertThat(AslWriter.write(AslReader.read(asl))).isEqualTo(asl);
    assertThat(result.text(stem + ".mmd")).startsWith("flowchart TD\n");
    assertThatCode(
            () ->
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(result.outputs().get(stem + ".svg"))))
        .doesNotThrowAnyException();
  }

  /** What we generate compiles, unless the user's own code does not. */
  private static void checkGeneratedCode(MemoryCompiler.Result result) {
    List<String> inGenerated = new ArrayList<>();
    boolean inUsers = false;
    for (Diagnostic<? extends JavaFileObject> diagnostic : result.diagnostics()) {
      boolean error = diagnostic.getKind() == Diagnostic.Kind.ERROR;
      if (error && MemoryCompiler.isGenerated(diagnostic.getSource())) {
        inGenerated.add(diagnostic.toString());
      } else {
        inUsers |= error;
      }
    }
    if (!inUsers) {
      assertThat(inGenerated).as("errors in generated code").isEmpty();
    }
  }
}
