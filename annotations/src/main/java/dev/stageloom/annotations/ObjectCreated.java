package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * New objects of an S3 bucket that start one execution each, for {@link Workflow#objectCreated}.
 *
 * <pre>{@code
 * @Workflow(
 *     name = "uploads",
 *     objectCreated = @ObjectCreated(bucket = "shop-uploads", prefix = "in/", suffix = ".csv"))
 * }</pre>
 *
 * <p>The message that the first stage takes is the detail of S3's event, as {@link
 * dev.stageloom.annotations.event.ObjectCreatedEvent} holds it. The stage may read the objects.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface ObjectCreated {

  /**
   * The bucket's name. The bucket must send its events to EventBridge.
   *
   * @return the name; by default the workflow's own bucket, which is made to send its events
   */
  String bucket() default "";

  /**
   * How the keys of the objects begin.
   *
   * @return the prefix; by default any
   */
  String prefix() default "";

  /**
   * How the keys of the objects end.
   *
   * @return the suffix; by default any
   */
  String suffix() default "";
}
