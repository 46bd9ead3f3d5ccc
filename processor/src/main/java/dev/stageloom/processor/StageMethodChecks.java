package dev.stageloom.processor;

import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.read.ElementPosition;
import dev.stageloom.processor.read.StageReader;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Finds {@code @StageMethod} where it has no effect. */
final class StageMethodChecks {

  private StageMethodChecks() {}

  static void check(Element method, Findings findings) {
    if (method.getEnclosingElement() instanceof TypeElement type) {
      problem(method, type)
          .ifPresent(
              problem ->
                  findings.add(
                      Diagnostic.STRAY_STAGE_METHOD,
                      ElementPosition.of(method),
                      type.getSimpleName() + "." + method.getSimpleName(),
                      problem));
    }
  }

  private static Optional<String> problem(Element method, TypeElement type) {
    if (!StageReader.isStage(type)) {
      return Optional.of("its class is not a stage");
    }
    if (!method.getModifiers().contains(Modifier.PUBLIC)) {
      return Optional.of("it is not public");
    }
    return method.getModifiers().contains(Modifier.STATIC)
        ? Optional.of("it is static")
        : Optional.empty();
  }
}
