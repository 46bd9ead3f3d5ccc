package dev.stageloom.asl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one unit of work: invokes a function, runs a job.
 *
 * @param comment what it is for; empty for no comment
 * @param resource the ARN of what to run
 * @param arguments what the resource gets; the state's input if there are none
 * @param timeoutSeconds the seconds the task may take, 1 to 99,999,999, or an expression
 * @param heartbeatSeconds the seconds between two heartbeats, fewer than the timeout, or an
 *     expression
 * @param output the output; the task's result if there is none
 * @param assign the variables to set
 * @param retry the retriers; one of {@code States.ALL} only last
 * @param catchers the catchers; one of {@code States.ALL} only last
 * @param next the state to go to; empty for the end
 */
public record Task(
    String comment,
    String resource,
    Optional<JsonTemplate> arguments,
    Optional<JsonTemplate> timeoutSeconds,
    Optional<JsonTemplate> heartbeatSeconds,
    Optional<JsonTemplate> output,
    Map<String, JsonTemplate> assign,
    List<Retrier> retry,
    List<Catcher> catchers,
    Optional<String> next)
    implements RecoverableState {

  /**
   * Copies the collections and checks the bounds.
   *
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public Task {
    if (!resource.startsWith("arn:") && !resource.startsWith("${")) {
      throw new IllegalArgumentException("Resource must be an ARN, but is \"" + resource + "\"");
    }
    Checks.timeouts(timeoutSeconds, heartbeatSeconds);
    assign = Checks.variables(assign);
    retry = List.copyOf(retry);
    catchers = List.copyOf(catchers);
    Checks.wildcardLast("Retry", retry, Retrier::errorEquals);
    Checks.wildcardLast("Catch", catchers, Catcher::errorEquals);
  }

  @Override
  public String type() {
    return "Task";
  }
}
