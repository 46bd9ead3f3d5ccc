package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library of jobs in Python, by its own tests in {@code src/test/python}. */
class PythonLibraryTest {

  private static final Path LIBRARY =
      Path.of("src/main/resources/dev/stageloom/runtime/spark/python");

  @BeforeAll
  static void requirePython() {
    assumeThatCode(() -> new ProcessBuilder("python3", "--version").start().waitFor())
        .as("python3 is installed")
        .doesNotThrowAnyException();
  }

  @Test
  void itsOwnTestsPass() throws IOException, InterruptedException {
    ProcessBuilder python =
        new ProcessBuilder("python3", "-m", "unittest", "-v", "test_stageloom_glue")
            .directory(Path.of("src/test/python").toFile())
            .redirectErrorStream(true);
    python.environment().put("PYTHONPATH", LIBRARY.toAbsolutePath().toString());
    python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process tests = python.start();
    String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(tests.waitFor()).as(output).isZero();
    assertThat(output).containsPattern("Ran [1-9][0-9]* tests").endsWith("OK\n");
  }

  /** Of Glue 4.0, the oldest version. */
  @Test
  void itsGrammarIsThatOfPython310() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                "import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 10))",
                LIBRARY.resolve("stageloom_glue.py").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(python.waitFor()).as(output).isZero();
  }
}
