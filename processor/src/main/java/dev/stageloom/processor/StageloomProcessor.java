package dev.stageloom.processor;

import com.google.auto.service.AutoService;
import dev.stageloom.annotations.GlueStage;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.StageMethod;
import dev.stageloom.annotations.Workflow;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor: reads workflows and stages, checks them, and generates handlers, Glue
 * entry points, CDK stacks and their resources.
 */
@AutoService(Processor.class)
public final class StageloomProcessor extends AbstractProcessor {

  private @Nullable Compilation compilation;

  /** Called by the compiler. */
  public StageloomProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        Workflow.class.getName(),
        LambdaStage.class.getName(),
        GlueStage.class.getName(),
        StageMethod.class.getName(),
        "dev.stageloom.annotations.From",
        "dev.stageloom.annotations.Argument",
        "dev.stageloom.annotations.Retry");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return ProcessorOptions.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    compilation = new Compilation(environment);
  }

  /**
   * Claims nothing: javac does not run further processors once every annotation is claimed, and a
   * claim would not still {@code -Xlint:processing}, which asks for {@code @Generated} too.
   */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Objects.requireNonNull(compilation, "init() comes first").process(annotations, round);
    return false;
  }
}
