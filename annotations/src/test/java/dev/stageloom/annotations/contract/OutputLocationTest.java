package dev.stageloom.annotations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLocationTest {

  @Test
  void followsTheContract() {
    OutputLocation location = new OutputLocation("bucket", "abc-123", "EtlStage");

    assertThat(location.key()).isEqualTo("executions/abc-123/EtlStage/output.json");
    assertThat(location.uri()).isEqualTo("s3://bucket/executions/abc-123/EtlStage/output.json");
    assertThat(location.datasetPrefix()).isEqualTo("executions/abc-123/EtlStage/output.json/");
    assertThat(location.successKey()).isEqualTo("executions/abc-123/EtlStage/output.json/_SUCCESS");
    assertThat(location).hasToString(location.uri());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "abc_1.2-3", "0a1b2c3d-1111-2222-3333-444455556666"})
  void takesExecutionNames(String id) {
    assertThat(OutputLocation.requireExecutionId(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "a..b", "-a", ".a", "a b", "a\nb", "ä", "a%2Fb", "a\\b"})
  void refusesIdsThatAreNoPathElement(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputLocation("bucket", id, "EtlStage"))
        .withMessageContaining("execution id \"" + id + "\"")
        .withMessageContaining("1 to 80 letters");
  }

  @Test
  void refusesIdsOfMoreThan80Characters() {
    assertThat(OutputLocation.requireExecutionId("x".repeat(80))).hasSize(80);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutputLocation.requireExecutionId("x".repeat(81)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1Stage", "a/b", "..", "a.b", "Etl Stage"})
  void refusesStagesThatAreNoPathElement(String stage) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutputLocation.requireStage(stage))
        .withMessageContaining("stage name \"" + stage + "\"");
  }
}
