package dev.stageloom.processor;

import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.Finding;
import dev.stageloom.processor.generate.GeneratedFile;
import dev.stageloom.processor.read.ElementPosition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * The one place that writes files: each once, rendered before it is opened, with the annotated
 * class as its one originating element, as incremental builds need it.
 */
final class OutputFiles {

  private static final String MARK = "javax.annotation.processing.Generated";

  private final Filer filer;
  private final Messager messager;
  private final Map<String, TypeElement> origins = new HashMap<>();
  private final Elements elements;

  OutputFiles(ProcessingEnvironment environment) {
    this.filer = environment.getFiler();
    this.messager = environment.getMessager();
    this.elements = environment.getElementUtils();
  }

  /** Writes a file once; false if it cannot be written, as a message says. */
  boolean write(GeneratedFile file, TypeElement origin) {
    TypeElement other = origins.putIfAbsent(file.label(), origin);
    if (other != null) {
      if (!other.getQualifiedName().equals(origin.getQualifiedName())) {
        report(
            Diagnostic.GENERATED_NAMES_COLLIDE,
            origin,
            other.getQualifiedName(),
            origin.getQualifiedName(),
            file.label());
      }
      return false;
    }
    try {
      FileObject target = create(file, origin);
      try (OutputStream out = target.openOutputStream()) {
        out.write(content(file, origin).getBytes(StandardCharsets.UTF_8));
      }
      return true;
    } catch (FilerException e) {
      report(Diagnostic.ALREADY_GENERATED, origin, file.label(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report(Diagnostic.CANNOT_WRITE, origin, file.label(), String.valueOf(e.getMessage()));
    }
    return false;
  }

  private String content(GeneratedFile file, TypeElement origin) {
    return file instanceof GeneratedFile.Source source && !seesMark(origin)
        ? source.withoutMark().content()
        : file.content();
  }

  /** Whether {@code @Generated} is visible: a module need not read {@code java.compiler}. */
  private boolean seesMark(TypeElement origin) {
    ModuleElement module = elements.getModuleOf(origin);
    return module == null || module.isUnnamed() || elements.getTypeElement(module, MARK) != null;
  }

  private FileObject create(GeneratedFile file, TypeElement origin) throws IOException {
    if (file instanceof GeneratedFile.Source source) {
      return filer.createSourceFile(source.name().qualified(), origin);
    }
    GeneratedFile.Resource resource = (GeneratedFile.Resource) file;
    return filer.createResource(StandardLocation.CLASS_OUTPUT, "", resource.path(), origin);
  }

  private void report(Diagnostic diagnostic, TypeElement origin, Object... values) {
    ElementPosition position = ElementPosition.of(origin);
    ElementPosition.print(
        new Finding(diagnostic, diagnostic.severity(), position, diagnostic.message(values)),
        messager);
  }
}
