package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the class that names a workflow and lists its stages in order.
 *
 * <pre>{@code
 * @Workflow(name = "ceap-candidates", stages = {EtlStage.class, HeavyEtlStage.class})
 * public final class CeapWorkflow {}
 * }</pre>
 *
 * <p>For a workflow class {@code CeapWorkflow}, the processor generates {@code CeapWorkflow_Stack}
 * (the CDK stack) and, under {@code META-INF/stageloom/}, the Amazon States Language definition,
 * the manifest and the diagrams.
 *
 * <p>What starts executions is one of {@link #queue} (the default), {@link #schedule}, {@link
 * #objectCreated} and {@link #event}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Workflow {

  /**
   * The workflow's name: the id and name of its stack, the start of its functions' and jobs' names,
   * and the name of its generated files.
   *
   * <p>A letter, then letters, digits and {@code -}; at most 40 characters, so that {@code
   * name-Stage} fits into a Lambda function's 64. By default the class's simple name without {@code
   * Workflow}, in kebab case: {@code CeapWorkflow} is {@code ceap}.
   *
   * @return the name, or the empty string for the default
   */
  String name() default "";

  /**
   * What the workflow does, in one sentence, for the state machine's comment and the stack's
   * description.
   *
   * @return the description, at most 1,024 bytes (CloudFormation's limit), or the empty string
   */
  String description() default "";

  /**
   * The Step Functions workflow type.
   *
   * @return the type; {@link WorkflowType#STANDARD} by default
   */
  WorkflowType type() default WorkflowType.STANDARD;

  /**
   * The stages in the order in which they run.
   *
   * <p>Left out, they are the {@link LambdaStage} and {@link GlueStage} classes nested in this
   * class, in source order.
   *
   * @return the stage classes
   */
  Class<?>[] stages() default {};

  /**
   * Whether messages of a queue start executions, one each: a message's body is JSON, which is what
   * the first stage takes.
   *
   * @return true by default, unless there is another trigger; with false and no other trigger,
   *     executions are started by {@code StartExecution} only
   */
  boolean queue() default true;

  /**
   * A time table that starts executions.
   *
   * @return the schedule; none by default
   */
  Schedule schedule() default @Schedule(expression = "");

  /**
   * New objects of an S3 bucket that start executions.
   *
   * @return which objects; none by default
   */
  ObjectCreated objectCreated() default @ObjectCreated;

  /**
   * Events that start executions.
   *
   * @return which events; none by default
   */
  EventPattern event() default @EventPattern("");
}
