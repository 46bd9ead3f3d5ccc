package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings that are raised, switched off or suppressed. */
class DiagnosticSettingsTest {

  private static final String DEPRECATED =
      """
      @LambdaStage(runtime = LambdaRuntime.JAVA_17) final class S { public void run() {} }
      """;

  @Test
  void raisedToAnError() {
    Compilation compilation =
        Compile.source("S", DEPRECATED).option("-Astageloom.diagnostics=SL311=error").run();

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("SL311: S runs on java17");
  }

  @Test
  void switchedOff() {
    assertThat(
            Compile.source("S", DEPRECATED)
                .option("-Astageloom.diagnostics=SL310=error, SL311=off")
                .run())
        .succeededWithoutWarnings();
  }

  @Test
  void suppressedAtTheElement() {
    assertThat(Compile.source("S", "@SuppressWarnings(\"stageloom:SL311\") " + DEPRECATED).run())
        .succeededWithoutWarnings();
  }

  @Test
  void errorsAreNotSuppressed() {
    Compilation compilation =
        Compile.source(
                "S",
                """
                @SuppressWarnings("stageloom:SL301")
                @LambdaStage(memory = 1) final class S { public void run() {} }
                """)
            .run();

    assertThat(compilation).hadErrorContaining("SL301");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SL301=off; SL301 is an error, which cannot be changed.",
        "SL999=off; there is no diagnostic \"SL999\".",
        "SL311; \"SL311\" does not end with =error, =warning or =off.",
      })
  void sl404OptionThatCannotBeRead(String option, String message) {
    Compilation compilation =
        Compile.source("S", "class S {}").option("-Astageloom.diagnostics=" + option).run();

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(
            "SL404: The option -Astageloom.diagnostics=" + option + " cannot be read: " + message);
  }

  @Test
  void sl404CostWarningThatIsNoNumber() {
    Compilation compilation =
        Compile.source("S", "class S {}").option("-Astageloom.costWarning=much").run();

    assertThat(compilation)
        .hadErrorContaining(
            "SL404: The option -Astageloom.costWarning=much cannot be read: it is not a number."
                + " Fix: Write US dollars, such as 250.");
  }
}
