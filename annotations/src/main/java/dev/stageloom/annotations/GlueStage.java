package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose stage method runs as an AWS Glue job on Spark.
 *
 * <p>For a stage class {@code HeavyEtlStage}, the processor generates the job's entry point, {@code
 * HeavyEtlStage_GlueJob}, and the Scala driver script that Glue starts. The class needs a public
 * constructor without parameters and one public instance method of its own, the stage method
 * ({@link StageMethod} picks one of several).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GlueStage {

  /**
   * The stage's name: the name of its state, its element of the S3 path, and the end of its job's
   * name.
   *
   * @return letters, digits, {@code -} and {@code _}, starting with a letter, at most 60
   *     characters; by default the simple class name
   */
  String name() default "";

  /**
   * What the stage does, in one sentence: the state's comment and the job's description.
   *
   * @return the description, at most 2,048 characters (Glue's limit), or the empty string
   */
  String description() default "";

  /**
   * The number of workers, at least 2: one of them is Spark's driver.
   *
   * <p>Source: AWS Glue's own answer at the start of a run ("minimum allowed value of Number of
   * Workers is 2"). The upper bound is the account's DPU quota.
   *
   * @return the number of workers
   */
  int workers() default 2;

  /**
   * The job's timeout in minutes, 1 to 10,080 (7 days).
   *
   * <p>Source: AWS Glue API reference, {@code CreateJob}, {@code Timeout}.
   *
   * @return the timeout in minutes
   */
  int timeout() default 120;

  /**
   * The size of each worker.
   *
   * @return the worker type
   */
  WorkerType workerType() default WorkerType.G_1X;

  /**
   * The Glue version, which fixes the versions of Spark, Scala and Java.
   *
   * @return the version
   */
  GlueVersion glueVersion() default GlueVersion.V5_1;

  /**
   * The stage's code in Python, for an interface in the place of a class: a file with a function
   * {@code transform}.
   *
   * <pre>{@code
   * def transform(df: DataFrame, context: StageContext) -> DataFrame:
   *     return df.filter(df.score > 50)
   * }</pre>
   *
   * <p>The function's first parameter is the previous stage's output; {@code context} and {@code
   * spark} are given. What else it takes, the interface declares as a method with the parameters
   * that a stage in Java would have; each is passed under its name in Python's spelling ({@code
   * runDate} as {@code run_date}).
   *
   * @return the path among the module's resources, such as {@code glue/heavy_etl.py}; by default
   *     empty, for a stage in Java
   */
  String script() default "";

  /**
   * How the stage's output is compressed: each part file by itself, with the extension {@code
   * .json.gz} or {@code .json.zst}. A task reads a compressed file as a whole, so parts hold no
   * more text than uncompressed ones, about 128 MB.
   *
   * <p>A stage in Python writes and reads {@link Compression#GZIP} only.
   *
   * @return the compression; by default none
   */
  Compression compression() default Compression.NONE;
}
