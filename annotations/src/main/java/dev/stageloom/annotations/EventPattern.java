package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Events of EventBridge's default bus that start one execution each, for {@link Workflow#event}.
 *
 * <pre>{@code
 * @Workflow(
 *     name = "orders",
 *     event = @EventPattern("{\"source\": [\"shop\"], \"detail-type\": [\"Order placed\"]}"))
 * }</pre>
 *
 * <p>The message that the first stage takes is the event's {@code detail}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface EventPattern {

  /**
   * Which events: an event pattern in JSON, at most 4,096 characters.
   *
   * @return the pattern
   */
  String value();
}
