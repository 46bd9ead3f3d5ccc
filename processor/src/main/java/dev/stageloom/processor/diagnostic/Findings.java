package dev.stageloom.processor.diagnostic;

import dev.stageloom.processor.model.SourcePosition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what was found about one stage or workflow, each finding once, in order. */
public final class Findings {

  private final Set<Finding> findings = new LinkedHashSet<>();

  /** Starts with none. */
  public Findings() {}

  /**
   * Adds a finding.
   *
   * @param diagnostic which
   * @param position where
   * @param values the values of the message's placeholders
   */
  public void add(Diagnostic diagnostic, SourcePosition position, Object... values) {
    findings.add(new Finding(diagnostic, position, diagnostic.message(values)));
  }

  /**
   * Adds all of another collection's findings.
   *
   * @param other the other collection
   */
  public void addAll(Findings other) {
    findings.addAll(other.findings);
  }

  /**
   * Whether the compile must fail.
   *
   * @return true if one of the findings is an error
   */
  public boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.diagnostic().severity() == Severity.ERROR);
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
