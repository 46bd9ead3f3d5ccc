package dev.stageloom.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Writes the files that another processor wrote before, in the first round, and does nothing else:
 * the least that any processor with these files can cost.
 */
public final class ReplayProcessor extends AbstractProcessor {

  static final String RECORDING = "replay.recording";
  static final String ANNOTATIONS = "replay.annotations";

  private boolean replayed;

  /** Called by the compiler. */
  public ReplayProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(option(ANNOTATIONS));
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(RECORDING, ANNOTATIONS);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // As the processors it stands in for.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!replayed) {
      replayed = true;
      try {
        for (RecordedFile file : RecordedFile.readAll(Path.of(option(RECORDING)))) {
          try (OutputStream out = create(file).openOutputStream()) {
            out.write(file.content());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }

  private FileObject create(RecordedFile file) throws IOException {
    Filer filer = processingEnv.getFiler();
    return switch (file.kind()) {
      case SOURCE -> filer.createSourceFile(file.name());
      case CLASS -> filer.createClassFile(file.name());
      case RESOURCE -> filer.createResource(StandardLocation.CLASS_OUTPUT, "", file.name());
    };
  }

  private String option(String name) {
    String value = processingEnv.getOptions().get(name);
    if (value == null) {
      throw new IllegalStateException("-A" + name + " is missing");
    }
    return value;
  }
}
