package dev.stageloom.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Somebody else's processor: makes, in the first round, what stages and workflows name. */
@SupportedAnnotationTypes("*")
public final class MakerProcessor extends AbstractProcessor {

  private static final Map<String, String> SOURCES =
      Map.of(
          "p.Made",
          "package p; public record Made(int a) {}",
          "p.MadeBase",
          "package p; public class MadeBase extends Base {}",
          "p.MadeValues",
          """
          package p;
          public final class MadeValues {
            public static final int MEMORY = 512;
            public static final String NAME = "made";
          }
          """,
          "p.MadeStage",
          """
          package p;
          @dev.stageloom.annotations.LambdaStage
          public final class MadeStage { public Made run() { return new Made(1); } }
          """);

  private boolean done;

  /** Called by the compiler. */
  public MakerProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!done) {
      SOURCES.forEach(this::make);
    }
    done = true;
    return false;
  }

  private void make(String name, String source) {
    try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
      out.write(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
