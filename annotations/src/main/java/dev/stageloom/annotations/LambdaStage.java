package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose stage method runs as an AWS Lambda function.
 *
 * <p>For a stage class {@code EtlStage}, the processor generates the function's handler, {@code
 * EtlStage_Handler}. The class needs a public constructor without parameters and one public
 * instance method of its own, the stage method ({@link StageMethod} picks one of several).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LambdaStage {

  /**
   * The stage's name: the name of its state, its element of the S3 path, and the end of its
   * function's name.
   *
   * @return letters, digits, {@code -} and {@code _}, starting with a letter, at most 60
   *     characters; by default the simple class name
   */
  String name() default "";

  /**
   * What the stage does, in one sentence: the state's comment and the function's description.
   *
   * @return the description, at most 256 characters (Lambda's limit), or the empty string
   */
  String description() default "";

  /**
   * The function's memory in MB, 128 to 10,240. 1,769 MB are one vCPU.
   *
   * <p>Source: AWS Lambda quotas ("Memory allocation").
   *
   * @return the memory in MB
   */
  int memory() default 1024;

  /**
   * The function's timeout in seconds, 1 to 900.
   *
   * <p>Source: AWS Lambda quotas ("Timeout").
   *
   * @return the timeout in seconds
   */
  int timeout() default 300;

  /**
   * The size of the function's {@code /tmp} in MB, 512 to 10,240.
   *
   * <p>Source: AWS Lambda quotas ("/tmp directory storage").
   *
   * @return the size in MB
   */
  int ephemeralStorage() default 512;

  /**
   * The Lambda runtime.
   *
   * @return the runtime; its Java version must not be below the release that the classes are
   *     compiled for
   */
  LambdaRuntime runtime() default LambdaRuntime.JAVA_25;

  /**
   * The instruction set.
   *
   * @return the architecture
   */
  Architecture architecture() default Architecture.X86_64;

  /**
   * Whether the function starts from a snapshot of its initialized runtime (Lambda SnapStart),
   * which for Java costs nothing but a longer deployment. Before Lambda takes the snapshot, the
   * generated handler reads and writes samples of the stage's data, so that what they take is
   * loaded.
   *
   * <p>Source of what excludes it, more than 512 MB of {@code /tmp}: AWS Lambda developer guide,
   * "Improving startup performance with Lambda SnapStart".
   *
   * @return whether it does; by default where Lambda allows it
   */
  boolean snapStart() default true;

  /**
   * Whether a field that the stage's types do not have, in its input or in an output that it takes
   * with {@link From}, is an error. By default it is ignored, so that an earlier stage may add
   * fields.
   *
   * @return whether it is
   */
  boolean failOnUnknownFields() default false;

  /**
   * How the stage's output is compressed. Its place stays the same; the object has the matching
   * {@code Content-Encoding}. Later Lambda stages and Glue stages in Java tell it by the first
   * bytes; a Glue stage in Python cannot read a compressed output of a Lambda stage.
   *
   * <p>{@link Compression#ZSTD} needs the dependency {@code com.github.luben:zstd-jni} in this
   * function and in those that read its output.
   *
   * @return the compression; by default none
   */
  Compression compression() default Compression.NONE;
}
