package dev.stageloom.runtime;

import dev.stageloom.runtime.FaultProgram.Outcome;
import dev.stageloom.runtime.fault.Fault;
import dev.stageloom.runtime.fault.PlannedFault;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts how the programs that a fault has hit have ended.
 *
 * <p>Instances may be shared by threads.
 */
final class FaultReport {

  private final Map<Fault, Row> rows = new EnumMap<>(Fault.class);
  private int programs;
  private int unhit;

  private static final class Row {
    private int injected;
    private int programs;
    private int succeeded;
  }

  synchronized void add(FaultProgram program, Outcome outcome) {
    programs++;
    boolean hit = false;
    Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    for (PlannedFault each : program.plan()) {
      if (each.injected() > 0) {
        injected.merge(each.fault(), each.injected(), Integer::sum);
        hit = true;
      }
    }
    if (!hit) {
      unhit++;
    }
    injected.forEach(
        (fault, times) -> {
          Row row = rows.computeIfAbsent(fault, each -> new Row());
          row.injected += times;
          row.programs++;
          if (outcome == Outcome.SUCCEEDED) {
            row.succeeded++;
          }
        });
  }

  @Override
  public synchronized String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Programs: ").append(programs).append(", not hit: ").append(unhit).append("\n\n");
    text.append("| fault | times injected | programs hit | right output | clear error |\n");
    text.append("|---|--:|--:|--:|--:|\n");
    rows.forEach(
        (fault, row) ->
            text.append("| ")
                .append(fault)
                .append(" | ")
                .append(row.injected)
                .append(" | ")
                .append(row.programs)
                .append(" | ")
                .append(row.succeeded)
                .append(" | ")
                .append(row.programs - row.succeeded)
                .append(" |\n"));
    return text.toString();
  }
}
