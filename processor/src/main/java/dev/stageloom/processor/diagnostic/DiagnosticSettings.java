package dev.stageloom.processor.diagnostic;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user has made of the warnings, by the compiler option {@code
 * -Astageloom.diagnostics=SL310=error,SL311=off}. Errors stay errors: what AWS refuses, no option
 * makes work.
 */
public final class DiagnosticSettings {

  /** Every diagnostic as the catalogue has it. */
  public static final DiagnosticSettings DEFAULT = new DiagnosticSettings(Map.of());

  private final Map<Diagnostic, Level> levels;

  private DiagnosticSettings(Map<Diagnostic, Level> levels) {
    this.levels = levels;
  }

  /** What a warning can be made. */
  private enum Level {
    ERROR,
    WARNING,
    OFF
  }

  /**
   * Reads the option.
   *
   * @param text {@code id=level} pairs, separated by commas; a level is {@code error}, {@code
   *     warning} or {@code off}
   * @return the settings
   * @throws IllegalArgumentException if a pair cannot be read, with a message that names it
   */
  public static DiagnosticSettings parse(String text) {
    Map<Diagnostic, Level> levels = new EnumMap<>(Diagnostic.class);
    for (String pair : text.split(",")) {
      if (pair.isBlank()) {
        continue;
      }
      String[] parts = pair.strip().split("=");
      Diagnostic diagnostic = diagnostic(parts[0].strip());
      if (diagnostic.severity() == Severity.ERROR) {
        throw new IllegalArgumentException(
            diagnostic.id() + " is an error, which cannot be changed");
      }
      levels.put(diagnostic, level(parts.length == 2 ? parts[1].strip() : "", pair));
    }
    return new DiagnosticSettings(levels);
  }

  private static Diagnostic diagnostic(String id) {
    return Arrays.stream(Diagnostic.values())
        .filter(d -> d.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no diagnostic \"" + id + "\""));
  }

  private static Level level(String name, String pair) {
    return Arrays.stream(Level.values())
        .filter(l -> l.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + pair.strip() + "\" does not end with =error, =warning or =off"));
  }

  /**
   * How severe a diagnostic is.
   *
   * @param diagnostic the diagnostic
   * @return the severity; empty if it is switched off
   */
  public Optional<Severity> severity(Diagnostic diagnostic) {
    Level level = levels.get(diagnostic);
    if (level == null) {
      return Optional.of(diagnostic.severity());
    }
    return switch (level) {
      case ERROR -> Optional.of(Severity.ERROR);
      case WARNING -> Optional.of(Severity.WARNING);
      case OFF -> Optional.empty();
    };
  }
}
