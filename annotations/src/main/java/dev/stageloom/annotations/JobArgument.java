package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of Glue's own arguments of a job, such as {@code --conf}, for what {@link GlueStage} has no
 * attribute for. Values that the stage itself takes come by {@link Argument}.
 *
 * <pre>{@code
 * @GlueStage(jobArguments = @JobArgument(
 *     name = "--conf", value = "spark.sql.shuffle.partitions=64 --conf spark.sql.ansi.enabled=true"))
 * }</pre>
 *
 * <p>AWS may log arguments: do not pass secrets. Source: AWS Glue developer guide, "Using job
 * parameters".
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface JobArgument {

  /**
   * The argument's name.
   *
   * @return the name with {@code --} at its start, as Glue's documentation has it
   */
  String name();

  /**
   * The argument's value.
   *
   * @return the value as text
   */
  String value();
}
