package dev.stageloom.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTemplateTest {

  @Test
  void isEqualToWhatWouldBeReadBack() {
    assertThat(JsonTemplate.of(Map.of("a", List.of(1, 2.5f, new BigDecimal("0.5")))))
        .isEqualTo(JsonTemplate.of(Map.of("a", List.of(1L, 2.5, 0.5))));
  }

  @Test
  void doesNotChangeWithWhatItWasMadeOf() {
    List<Object> inner = new ArrayList<>(List.of("x"));
    Map<String, Object> outer = new HashMap<>(Map.of("inner", inner));
    JsonTemplate template = JsonTemplate.of(outer);

    inner.add("y");
    outer.put("other", 1);

    assertThat(template).isEqualTo(JsonTemplate.of(Map.of("inner", List.of("x"))));
  }

  @Test
  void knowsExpressions() {
    assertThat(JsonTemplate.expression("$x").value()).isEqualTo("{% $x %}");
    assertThat(JsonTemplate.expression("$x").isExpression()).isTrue();
    assertThat(JsonTemplate.of("$x").isExpression()).isFalse();
    assertThat(JsonTemplate.expressionIn("{%  $x\n%}")).contains("$x");
    assertThat(JsonTemplate.expressionIn("{%%}")).contains("");
    assertThat(JsonTemplate.expressionIn(" {% $x %}")).isEmpty();
    assertThat(JsonTemplate.expressionIn(1)).isEmpty();
  }

  @Test
  void refusesHalfExpressions() {
    assertThatThrownBy(() -> JsonTemplate.of("{% $x"))
        .hasMessageContaining("is half an expression");
    assertThatThrownBy(() -> JsonTemplate.of(List.of("$x %}")))
        .hasMessageContaining("is half an expression");
    assertThatThrownBy(() -> JsonTemplate.of("{%}")).hasMessageContaining("is half an expression");
  }

  @Test
  void refusesWhatJsonCannotExpress() {
    assertThatThrownBy(() -> JsonTemplate.of(Map.of("a", String.class)))
        .hasMessage("JSON cannot express a java.lang.Class (class java.lang.String)");
  }
}
