package dev.stageloom.runtime.spark;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * Glue's side of a job: the session of its {@code GlueContext}, and its {@code Job}, which is
 * initialised before the stage runs and committed when the stage has succeeded. Without that, job
 * bookmarks do not move on.
 *
 * <p>Glue's classes are there only where Glue runs the job, and for neither Scala version on Maven
 * Central: they are looked up by name. Source of the signatures: AWS Glue Developer Guide, "AWS
 * Glue Scala GlueContext, GlueArgParser and Job APIs".
 */
final class GlueJob {

  private static final String JOB_NAME = "JOB_NAME";

  private final Object context;
  private final SparkSession session;
  private final Method resolveOptions;
  private final Method init;
  private final Method commit;

  private GlueJob(SparkContext spark, ClassLoader classes) throws ReflectiveOperationException {
    Class<?> contextType = classes.loadClass("com.amazonaws.services.glue.GlueContext");
    Class<?> parser = classes.loadClass("com.amazonaws.services.glue.util.GlueArgParser");
    Class<?> job = classes.loadClass("com.amazonaws.services.glue.util.Job");
    this.resolveOptions = parser.getMethod("getResolvedOptions", String[].class, String[].class);
    this.init = job.getMethod("init", String.class, contextType, Map.class);
    this.commit = job.getMethod("commit");
    Method getSession = contextType.getMethod("getSparkSession");
    Constructor<?> newContext = contextType.getConstructor(SparkContext.class);
    this.context = newContext.newInstance(spark);
    this.session = (SparkSession) getSession.invoke(context);
  }

  /**
   * The Glue job that this process runs.
   *
   * @param session a session with the context that Glue has configured
   * @param args the arguments of the job's main method
   * @param log takes a line when Glue is here, but not as documented
   * @return the job; empty where Glue has not started the process
   */
  static Optional<GlueJob> find(SparkSession session, String[] args, JobLog log) {
    if (Arrays.stream(args).noneMatch(arg -> arg.equals("--" + JOB_NAME))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GlueJob(session.sparkContext(), classLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      log.glueJobUnavailable(e);
      return Optional.empty();
    }
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? GlueJob.class.getClassLoader() : context;
  }

  /** The session that belongs to Glue's context. */
  SparkSession session() {
    return session;
  }

  /** A body that runs within the job: a failed run is not committed. */
  GlueBody around(GlueBody body) {
    return (spark, args) -> {
      initialize(args);
      var summary = body.run(spark, args);
      invoke(commit);
      return summary;
    };
  }

  private void initialize(String[] args) throws Exception {
    var options =
        (scala.collection.Map<?, ?>) invoke(resolveOptions, args, new String[] {JOB_NAME});
    Map<?, ?> values = JavaConverters.mapAsJavaMap(options);
    invoke(init, Objects.requireNonNull(values.get(JOB_NAME), JOB_NAME), context, values);
  }

  /** Calls a method of a Scala object by its static forwarder. */
  private static Object invoke(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
