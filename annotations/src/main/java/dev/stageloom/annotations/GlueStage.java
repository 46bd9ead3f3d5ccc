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
   * Whether the job runs on workers of its own or on spare capacity.
   *
   * @return the execution class
   */
  ExecutionClass executionClass() default ExecutionClass.STANDARD;

  /**
   * Whether Glue takes workers away that have nothing to do; {@link #workers} is then the most that
   * it gives.
   *
   * <p>Source: AWS Glue developer guide, "Using auto scaling" ({@code --enable-auto-scaling}).
   *
   * @return whether the number of workers changes during a run
   */
  boolean autoScaling() default false;

  /**
   * How many executions of the workflow may run the job at the same time, at least 1. The state
   * machine lets further ones wait and tries again. Glue's own default is 1.
   *
   * <p>Source: AWS Glue API reference, {@code ExecutionProperty}, {@code MaxConcurrentRuns}. The
   * upper bound is the account's quota of concurrent runs.
   *
   * @return the number of runs
   */
  int maxConcurrentRuns() default 10;

  /**
   * Whether Glue's own sources remember what earlier runs have read. It says nothing about the
   * outputs of other stages, which belong to one execution and are read whole.
   *
   * <p>The bookmark moves when a run has succeeded. A retry after a failed run therefore reads the
   * same data again. An execution that fails in a later stage has moved it already: start from this
   * stage's output (redrive), not anew.
   *
   * @return what happens to the bookmark
   */
  JobBookmark jobBookmark() default JobBookmark.DISABLE;

  /**
   * More arguments of the job for Glue and Spark, such as {@code --conf}.
   *
   * <p>Those that an attribute here or Stageloom sets are refused. Source of the limit, 260 KB for
   * all arguments: AWS Glue API reference, {@code CreateJob}, {@code DefaultArguments}.
   *
   * @return the arguments
   */
  JobArgument[] jobArguments() default {};

  /**
   * Jars in S3 that the job has on its class path besides the module's own ({@code --extra-jars}).
   *
   * @return their S3 URIs
   */
  String[] extraJars() default {};

  /**
   * Files in S3 that Glue puts into the working directory of the job's script ({@code
   * --extra-files}).
   *
   * @return their S3 URIs
   */
  String[] extraFiles() default {};

  /**
   * Python modules in S3 that the script can import ({@code --extra-py-files}); of stages in Python
   * only.
   *
   * @return the S3 URIs of {@code .py} and {@code .zip} files
   */
  String[] extraPyFiles() default {};

  /**
   * Python packages that pip installs when the job starts ({@code --additional-python-modules}); of
   * stages in Python only. A job in a VPC needs a way to the package index for it.
   *
   * @return requirements such as {@code pyarrow==15.0.2}, or S3 URIs of wheels
   */
  String[] additionalPythonModules() default {};

  /**
   * Connections of AWS Glue that the job uses, for the networks and databases that they name. They
   * must be there when the stack is deployed.
   *
   * @return the connections' names
   */
  String[] connections() default {};

  /**
   * The security configuration of AWS Glue that encrypts what the job's own sources and sinks
   * write, its logs and its bookmark. It must be there when the stack is deployed, and the job's
   * role must be allowed to use its keys.
   *
   * @return the security configuration's name; by default empty, for none
   */
  String securityConfiguration() default "";

  /**
   * The open table formats whose libraries the job needs ({@code --datalake-formats}).
   *
   * @return the formats
   */
  DataLakeFormat[] dataLakeFormats() default {};

  /**
   * Whether the job writes the event logs from which Spark's UI is shown ({@code
   * --enable-spark-ui}).
   *
   * @return whether it does; with a {@link #sparkEventLogsPath} it always does
   */
  boolean sparkUi() default false;

  /**
   * Where Spark's event logs go ({@code --spark-event-logs-path}).
   *
   * @return the S3 URI of a folder; by default empty, for {@code spark-event-logs/<stage>/} in the
   *     workflow bucket
   */
  String sparkEventLogsPath() default "";

  /**
   * Whether the job sends Glue's job metrics to CloudWatch ({@code --enable-metrics}).
   *
   * @return whether it does
   */
  boolean metrics() default true;

  /**
   * Whether the job sends Glue's observability metrics to CloudWatch ({@code
   * --enable-observability-metrics}): what kept a run from being fast, how even its data was.
   *
   * @return whether it does
   */
  boolean observabilityMetrics() default true;

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
   * <p>A stage in Python writes and reads {@link Compression#GZIP} only. Of {@link
   * OutputFormat#PARQUET} it is the codec inside the files, which have no other extension; there
   * {@link Compression#NONE} leaves Spark's default, snappy.
   *
   * @return the compression; by default none
   */
  Compression compression() default Compression.NONE;

  /**
   * The format of the stage's output. {@link OutputFormat#PARQUET} is for stages whose output is
   * read by Glue stages only, in Java or Python.
   *
   * @return the format; by default JSON
   */
  OutputFormat format() default OutputFormat.JSON;

  /**
   * Whether the stage's output is one single object of JSON Lines at {@code output.json}, in the
   * items' order, where a reader outside of Stageloom finds it. Stages read both forms.
   *
   * <p>Its cost: the workers compute the items and their text together, but then the whole output
   * goes through one task (in Python, through the driver), which writes it in constant memory, at
   * what one connection to S3 carries, in the order of 100 MB a second; if that fails, it begins
   * again. The output lies once more on the workers' disks (in Python, in S3) in between. Past some
   * gigabytes, leave it out. Not with {@link OutputFormat#PARQUET}.
   *
   * @return whether it is one object; by default a dataset of part files
   */
  boolean singleObject() default false;
}
