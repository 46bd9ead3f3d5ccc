package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A time table that starts executions, for {@link Workflow#schedule}.
 *
 * <pre>{@code
 * @Workflow(
 *     name = "nightly",
 *     schedule = @Schedule(expression = "cron(0 3 * * ? *)", timeZone = "Europe/Berlin"))
 * }</pre>
 *
 * <p>The message that the first stage takes is {@link #input}, by default what {@link
 * dev.stageloom.annotations.event.ScheduledStart} holds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Schedule {

  /**
   * When: an expression of EventBridge Scheduler, such as {@code cron(0 3 * * ? *)}, {@code rate(1
   * hour)} or {@code at(2027-01-01T00:00:00)}.
   *
   * @return the expression
   */
  String expression();

  /**
   * The time zone of the expression: a region such as {@code Europe/Berlin}, or {@code UTC}.
   *
   * @return the time zone
   */
  String timeZone() default "UTC";

  /**
   * The execution's input: JSON, in which {@code <aws.scheduler.scheduled-time>} stands for the
   * time that the start was planned for and {@code <aws.scheduler.execution-id>} for its id.
   *
   * @return the input; by default <code>{"scheduledTime": ..., "scheduleExecutionId": ...}</code>
   */
  String input() default "";
}
