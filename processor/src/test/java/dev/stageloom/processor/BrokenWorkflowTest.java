package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a compile with errors leaves: stubs, so that the real error is the only one. */
class BrokenWorkflowTest {

  private static final String USER_OF_THE_STACK =
      """
      class App {
        App(software.constructs.Construct scope) {
          new W_Stack(scope, "w").getNode();
          new A_Handler();
        }
      }
      """;

  @Test
  void anErrorInTheWorkflowIsTheOnlyOne() {
    Compilation compilation =
        Compile.source("W", "@Workflow(name = \"a b\", stages = A.class) final class W {}")
            .and("A", "@LambdaStage final class A { public void run() {} }")
            .and("App", USER_OF_THE_STACK)
            .run();

    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void anErrorInAStageIsTheOnlyOne() {
    Compilation compilation =
        Compile.source("W", "@Workflow(stages = A.class) final class W {}")
            .and("A", "@LambdaStage(memory = 1) final class A { public void run() {} }")
            .and("App", USER_OF_THE_STACK)
            .run();

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("SL301");
  }

  @Test
  void twoWorkflowsMayShareAStage() {
    Compilation compilation =
        Compile.source("V", "@Workflow(stages = A.class) final class V {}")
            .and("W", "@Workflow(stages = A.class) final class W {}")
            .and("A", "@LambdaStage final class A { public void run() {} }")
            .run();

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(resources(compilation)).contains("/CLASS_OUTPUT/META-INF/stageloom/v.json");
    assertThat(resources(compilation)).contains("/CLASS_OUTPUT/META-INF/stageloom/w.json");
  }

  private static List<String> resources(Compilation compilation) {
    return compilation.generatedFiles().stream()
        .map(file -> file.getName())
        .filter(name -> name.contains("META-INF/stageloom"))
        .toList();
  }
}
