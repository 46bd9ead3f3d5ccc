package dev.stageloom.processor;

import dev.stageloom.processor.diagnostic.Diagnostic;
import dev.stageloom.processor.diagnostic.DiagnosticSettings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic.Kind;

/**
 * The options a user can give to the compiler.
 *
 * @param diagnostics {@code -Astageloom.diagnostics}: what is made of the warnings
 * @param costWarning {@code -Astageloom.costWarning}: the US dollars above which a run is worth a
 *     warning
 * @param resources {@code -Astageloom.resources}: the folder of the module's resources, for builds
 *     that compile before they copy them
 */
record ProcessorOptions(
    DiagnosticSettings diagnostics, BigDecimal costWarning, Optional<Path> resources) {

  /** The names of the options. */
  static final Set<String> NAMES =
      Set.of("stageloom.diagnostics", "stageloom.costWarning", "stageloom.resources");

  private static final String COST_WARNING = "100";

  /** Reads the options; what cannot be read is an error at no place, since an option has none. */
  static ProcessorOptions read(ProcessingEnvironment environment) {
    Map<String, String> options = environment.getOptions();
    return new ProcessorOptions(
        diagnostics(options, environment.getMessager()),
        costWarning(options, environment.getMessager()),
        resources(options, environment.getMessager()));
  }

  private static DiagnosticSettings diagnostics(Map<String, String> options, Messager messager) {
    String text = options.getOrDefault("stageloom.diagnostics", "");
    try {
      return DiagnosticSettings.parse(text);
    } catch (IllegalArgumentException e) {
      messager.printMessage(
          Kind.ERROR,
          Diagnostic.OPTION.message(
              "stageloom.diagnostics",
              text,
              String.valueOf(e.getMessage()),
              "pairs such as SL310=error,SL311=off, of warnings only"));
      return DiagnosticSettings.DEFAULT;
    }
  }

  private static BigDecimal costWarning(Map<String, String> options, Messager messager) {
    String text = options.getOrDefault("stageloom.costWarning", COST_WARNING);
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      messager.printMessage(
          Kind.ERROR,
          Diagnostic.OPTION.message(
              "stageloom.costWarning", text, "it is not a number", "US dollars, such as 250"));
      return new BigDecimal(COST_WARNING);
    }
  }

  private static Optional<Path> resources(Map<String, String> options, Messager messager) {
    String text = options.get("stageloom.resources");
    if (text == null) {
      return Optional.empty();
    }
    try {
      Path folder = Path.of(text);
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    } catch (InvalidPathException e) {
      // As wrong as a folder that is not there.
    }
    messager.printMessage(
        Kind.ERROR,
        Diagnostic.OPTION.message(
            "stageloom.resources", text, "it is not a folder", "one, such as src/main/resources"));
    return Optional.empty();
  }
}
