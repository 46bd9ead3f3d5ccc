package dev.stageloom.processor;

import dev.stageloom.processor.generate.PythonJobGenerator;
import dev.stageloom.processor.read.ScriptFinder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.StandardLocation;

/**
 * Finds scripts where builds put a module's resources before they compile: in the class output, as
 * Maven does, on the class path, or in the folder that an option names.
 */
final class ScriptFiles implements ScriptFinder {

  private static final List<JavaFileManager.Location> PLACES =
      List.of(StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH);

  private final Filer filer;
  private final Optional<Path> resources;
  private final Map<String, String> templates = new HashMap<>();

  ScriptFiles(Filer filer, Optional<Path> resources) {
    this.filer = filer;
    this.resources = resources;
  }

  @Override
  public Optional<String> find(String path) {
    if (resources.isPresent()) {
      try {
        return Optional.of(Files.readString(resources.get().resolve(path)));
      } catch (IOException | RuntimeException e) {
        // Perhaps it is in another place.
      }
    }
    for (JavaFileManager.Location place : PLACES) {
      try {
        return Optional.of(filer.getResource(place, "", path).getCharContent(true).toString());
      } catch (IOException | RuntimeException e) {
        // There is no other way to ask whether a resource is there; what compilers throw differs.
      }
    }
    return Optional.empty();
  }

  @Override
  public String offerTemplate(String path, TypeElement stage) {
    return templates.computeIfAbsent(path, p -> writeTemplate(p, stage));
  }

  private String writeTemplate(String path, TypeElement stage) {
    try {
      FileObject file =
          filer.createResource(
              StandardLocation.SOURCE_OUTPUT, "", "stageloom-templates/" + path, stage);
      try (OutputStream out = file.openOutputStream()) {
        out.write(
            PythonJobGenerator.template(stage.getSimpleName().toString())
                .getBytes(StandardCharsets.UTF_8));
      }
      return file.getName();
    } catch (IOException | RuntimeException e) {
      return "in the documentation of @GlueStage";
    }
  }
}
