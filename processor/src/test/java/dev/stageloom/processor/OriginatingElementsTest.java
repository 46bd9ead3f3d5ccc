package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/**
 * Each output has one originating element, the class that was annotated: what Gradle asks of an
 * isolating processor, so that it knows what to delete and what to compile again.
 */
class OriginatingElementsTest {

  private final Map<String, List<String>> origins = new TreeMap<>();

  @Test
  void ofAValidWorkflow() {
    assertThat(workflow(512).run()).succeeded();

    assertThat(origins)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "META-INF/stageloom/w.asl.json", List.of("p.W"),
                "META-INF/stageloom/w.json", List.of("p.W"),
                "META-INF/stageloom/w.mmd", List.of("p.W"),
                "META-INF/stageloom/w.svg", List.of("p.W"),
                "p.W_Stack", List.of("p.W"),
                "p.A_Handler", List.of("p.A"),
                "p.B_GlueJob", List.of("p.B"),
                "META-INF/stageloom/glue/p.B_GlueJob.scala", List.of("p.B")));
  }

  @Test
  void ofTheStubsOfABrokenOne() {
    assertThat(workflow(1).run()).failed();

    assertThat(origins)
        .containsEntry("p.W_Stack", List.of("p.W"))
        .containsEntry("p.A_Handler", List.of("p.A"));
  }

  @Test
  void gradleIsToldSo() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            StageloomProcessor.class.getResourceAsStream(
                "/META-INF/gradle/incremental.annotation.processors"))) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(StageloomProcessor.class.getName() + ",isolating\n");
    }
  }

  private Compile workflow(int memory) {
    return Compile.source("W", "@Workflow(stages = {A.class, B.class}) public final class W {}")
        .and("Item", "public record Item(int a) {}")
        .and(
            "A",
            "@LambdaStage(memory = %d) public class A { public List<Item> run() { return null; } }"
                .formatted(memory))
        .and("B", "@GlueStage public class B { public void run(Dataset<Item> items) {} }")
        .with(Recording::new);
  }

  /** Our processor, with what it says to the filer written down. */
  private final class Recording extends AbstractProcessor {

    private final StageloomProcessor processor = new StageloomProcessor();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = recording(Filer.class, environment.getFiler());
      processor.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) ->
                      method.getName().equals("getFiler")
                          ? filer
                          : method.invoke(environment, arguments)));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }

    private <T> T recording(Class<T> type, T filer) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                if (method.getName().startsWith("create")) {
                  String file = arguments[arguments.length - 2].toString();
                  Element[] elements = (Element[]) arguments[arguments.length - 1];
                  origins.put(file, Arrays.stream(elements).map(Element::toString).toList());
                }
                try {
                  return method.invoke(filer, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
