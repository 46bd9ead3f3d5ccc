package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often and how soon Step Functions runs a failed stage again.
 *
 * <p>Without it, a Lambda stage is retried twice, after 20 and 40 seconds, and a Glue stage twice,
 * after 5 and 10 minutes. Failures of the service itself (throttling, Lambda's and Glue's service
 * errors) are retried besides, and data that cannot be read is not retried at all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Retry {

  /**
   * The number of retries after the first try ({@code MaxAttempts} of the Amazon States Language);
   * 0 means none. At most 99,999,999.
   *
   * @return the number of retries
   */
  int maxAttempts() default 2;

  /**
   * The seconds before the first retry, 1 to 99,999,999.
   *
   * @return the interval in seconds; by default 20 for a Lambda stage and 300 for a Glue stage
   */
  int intervalSeconds() default -1;

  /**
   * What the interval is multiplied with after each retry, at least 1.
   *
   * @return the backoff rate
   */
  double backoffRate() default 2;

  /**
   * The longest interval in seconds, 1 to 31,622,400.
   *
   * @return the bound; by default there is none
   */
  int maxDelaySeconds() default -1;
}
