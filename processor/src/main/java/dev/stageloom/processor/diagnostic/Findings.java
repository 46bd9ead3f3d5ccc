package dev.stageloom.processor.diagnostic;

import dev.stageloom.processor.model.SourcePosition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what was found about one stage or workflow, each finding once, in order. */
public final class Findings {

  private final Set<Finding> findings = new LinkedHashSet<>();
  private final DiagnosticSettings settings;

  /**
   * Starts with none.
   *
   * @param settings what the user has made of the warnings
   */
  public Findings(DiagnosticSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts another collection with the same settings.
   *
   * @return an empty collection
   */
  public Findings another() {
    return new Findings(settings);
  }

  /**
   * Adds a finding, unless it is a warning that is switched off or suppressed at its place.
   *
   * @param diagnostic which
   * @param position where
   * @param values the values of the message's placeholders
   */
  public void add(Diagnostic diagnostic, SourcePosition position, Object... values) {
    Optional<Severity> severity = settings.severity(diagnostic);
    boolean suppressed =
        diagnostic.severity() == Severity.WARNING && position.isSuppressed(diagnostic.id());
    if (severity.isPresent() && !suppressed) {
      findings.add(new Finding(diagnostic, severity.get(), position, diagnostic.message(values)));
    }
  }

  /**
   * Whether the compile must fail.
   *
   * @return true if one of the findings is an error
   */
  public boolean hasErrors() {
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  /**
   * The findings in the order of adding.
   *
   * @return the findings
   */
  public List<Finding> all() {
    return List.copyOf(findings);
  }
}
