package dev.stageloom.processor.diagnostic;

import static dev.stageloom.processor.diagnostic.Severity.ERROR;
import static dev.stageloom.processor.diagnostic.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Everything the processor can tell a user. Each has an id that never changes its meaning, a
 * sentence with the actual values, and the fix. {@code docs/diagnostics.md} has a section for each.
 *
 * <p>The hundreds group: 1 a stage class, 2 a workflow, 3 a limit of AWS, 4 the build.
 */
public enum Diagnostic {
  STAGE_CLASS_KIND(
      "SL101",
      ERROR,
      "%s cannot be a stage: it is %s.",
      "Make it a concrete class that is not private; a nested one must be static."),
  STAGE_CONSTRUCTOR(
      "SL102",
      ERROR,
      "%s has no constructor without parameters that the generated %s can call.",
      "Add one that is not private, or take what the stage needs as parameters of its method."),
  NO_STAGE_METHOD(
      "SL103",
      ERROR,
      "%s has no stage method.",
      "Give it one public instance method of its own; its parameters are the stage's input, its"
          + " result the output."),
  SEVERAL_STAGE_METHODS(
      "SL104",
      ERROR,
      "%s has several public methods (%s), so that the stage method is not clear.",
      "Mark the stage method with @StageMethod, or make the others non-public."),
  TWO_STAGE_ANNOTATIONS(
      "SL105",
      ERROR,
      "%s is both a @LambdaStage and a @GlueStage.",
      "Keep the one for the service that it shall run on."),
  SEVERAL_INPUTS(
      "SL106",
      ERROR,
      "Parameter %s of %s is a second input; the first is %s.",
      "Mark it with @From(TheStage.class) for an earlier stage's output, or with @Argument for a"
          + " value of the execution's input."),
  PARAMETER_TYPE("SL107", ERROR, "Parameter %s of %s has the type %s, which %s.", "Use %s."),
  RETURN_TYPE("SL108", ERROR, "%s returns %s, which %s.", "Return %s."),
  ARGUMENT_TYPE(
      "SL109",
      ERROR,
      "Argument \"%s\" of %s has the type %s, which text cannot be converted to.",
      "Use String, a primitive or its box, an enum, BigDecimal, BigInteger, UUID or a type of"
          + " java.time that has parse, or a List of them."),
  ARGUMENT_NAME(
      "SL110",
      ERROR,
      "\"%s\" cannot be an argument's name.",
      "Use 1 to 64 letters, digits, '-' and '_', and start with a letter."),
  ARGUMENT_TWICE(
      "SL111", ERROR, "%s takes the argument \"%s\" twice.", "Take it once and pass the value on."),
  ARGUMENT_RESERVED(
      "SL112",
      ERROR,
      "\"%s\" cannot be an argument of a Glue stage: %s uses that name itself.",
      "Choose another name."),
  ARGUMENT_DEFAULT(
      "SL113",
      ERROR,
      "The default \"%s\" of the argument \"%s\" is not %s.",
      "Write it as an execution's input would."),
  STAGE_NAME(
      "SL114",
      ERROR,
      "\"%s\" cannot be a stage's name.",
      "Use 1 to 60 letters, digits, '-' and '_', and start with a letter: the name becomes part of"
          + " an S3 path, a state's name and a function's or job's name."),
  STRAY_STAGE_METHOD(
      "SL115",
      ERROR,
      "%s is marked with @StageMethod, but %s.",
      "Mark one public instance method of a stage class."),
  TYPE_VARIABLES(
      "SL116",
      ERROR,
      "%s cannot be a stage: it has type parameters, which nobody would fill in.",
      "Extend it with a class that fixes them, and make that the stage."),
  GIVEN_ELSEWHERE(
      "SL117",
      ERROR,
      "Parameter %s of %s is a %s, which %s cannot give.",
      "Remove the parameter, or move the stage to the other service."),
  DATA_FIELD("SL118", ERROR, "%s of %s holds %s of the type %s, which %s.", "Use %s."),
  RECURSIVE_TYPE(
      "SL119",
      ERROR,
      "%s of %s holds %s, which is a %s again: data between stages has an end.",
      "Refer to the other one by its key, or keep them in one flat list."),
  METHOD_THROWS(
      "SL120",
      ERROR,
      "%s throws %s, which is not an Exception, so that the generated %s cannot pass it on.",
      "Throw an Exception, or catch it in the method."),
  CONSTRUCTOR_THROWS(
      "SL121",
      ERROR,
      "The constructor of %s throws %s, which the generated %s cannot pass on.",
      "Catch it in the constructor, or do the work in the stage method."),
  JSON_ANNOTATION(
      "SL122", ERROR, "%s of %s holds %s, whose @%s %s would ignore.", "Remove it, or use %s."),
  SCRIPT_MISSING(
      "SL123",
      ERROR,
      "The script \"%s\" of %s is not among the module's resources.",
      "Write src/main/resources/%s; a template for it is %s."),
  SCRIPT_FUNCTION(
      "SL124",
      ERROR,
      "The script \"%s\" has no function %s at its top level.",
      "Add \"def transform(df, context):\", which returns a DataFrame."),
  SCRIPT_PARAMETERS("SL125", ERROR, "The function %s of \"%s\" %s.", "%s."),
  SCRIPT_PATH(
      "SL126",
      ERROR,
      "\"%s\" cannot be a stage's script: %s.",
      "Use a path such as glue/heavy_etl.py: the file's name is a module's that the job imports."),
  SCRIPT_OF_CLASS(
      "SL127",
      ERROR,
      "%s has a script and is not an interface.",
      "Make it an interface: the stage's code is the script. For a stage in Java remove script."),
  FIELD_ACCESS(
      "SL128",
      ERROR,
      "%s of %s holds %s, which the JSON library cannot %s: it is not public and has no %s.",
      "Add one, make the field transient, or annotate it with @Json.Ignore."),
  SUBTYPES(
      "SL129",
      ERROR,
      "%s of %s holds %s, whose subtypes cannot be written as JSON and read back: %s.",
      "%s."),
  JOB_ARGUMENT("SL130", ERROR, "\"%s\" cannot be a job argument of %s: %s.", "%s."),
  PYTHON_ONLY(
      "SL131",
      ERROR,
      "%s is for Python, and %s is a stage in Java.",
      "Remove it: a stage in Java has its libraries in the jar of its jobs, or by extraJars."),
  GLUE_OPTION_VALUE("SL132", ERROR, "\"%s\" cannot be in %s of %s: %s.", "%s."),

  NO_STAGES(
      "SL201",
      ERROR,
      "Workflow %s has no stages.",
      "List them in stages = {...}, or nest @LambdaStage and @GlueStage classes in it."),
  NOT_A_STAGE(
      "SL202",
      ERROR,
      "%s is listed as a stage, but it has neither @LambdaStage nor @GlueStage.",
      "Annotate the class, or remove it from the list."),
  STAGE_TWICE(
      "SL203",
      ERROR,
      "%s is listed twice: the second run would overwrite the first one's output.",
      "List it once; for two passes write a second class."),
  STAGE_NAMES_COLLIDE(
      "SL204", ERROR, "%s and %s are both named \"%s\"%s.", "Give one of them another name."),
  FROM_NOT_EARLIER(
      "SL205",
      ERROR,
      "%s reads @From(%s.class), which %s in workflow %s.",
      "Put %s earlier in stages, or take another stage's output."),
  STAGES_DO_NOT_FIT(
      "SL206",
      ERROR,
      "In workflow %s, %s takes %s, but %s before it gives %s.",
      "Change %s to take %s, or %s to give %s."),
  GLUE_WITHOUT_INPUT(
      "SL207",
      ERROR,
      "%s is a Glue stage with an input, but no stage before it in workflow %s has an output: a"
          + " Glue job cannot be given the message that started the execution.",
      "Take what it needs by @Argument, or put a Lambda stage before it."),
  WORKFLOW_NAME(
      "SL208",
      ERROR,
      "\"%s\" cannot be a workflow's name.",
      "Use 1 to 40 letters, digits and '-', and start with a letter: it is the stack's name and the"
          + " start of its functions' names."),
  WORKFLOW_NAMES_COLLIDE(
      "SL209",
      ERROR,
      "%s and %s are both named \"%s\", and would be one stack.",
      "Give one of them another name."),
  EXPRESS_WITH_GLUE(
      "SL210",
      ERROR,
      "Workflow %s is EXPRESS, but %s is a Glue stage: EXPRESS workflows cannot wait for a job.",
      "Make the workflow STANDARD, or the stage a @LambdaStage."),
  STAGE_NOT_COMPILED(
      "SL211",
      ERROR,
      "%s comes from a jar that was compiled without Stageloom's processor: %s is missing.",
      "Add stageloom-processor to that module's annotationProcessorPaths and build it again."),
  FROM_NOT_A_STAGE(
      "SL212",
      ERROR,
      "@From(%s.class) does not name a stage.",
      "Name a class with @LambdaStage or @GlueStage."),
  FROM_WITHOUT_OUTPUT(
      "SL213",
      ERROR,
      "%s reads @From(%s.class), but that stage's method is void.",
      "Return something from it, or take another stage's output."),
  ITEM_IN_ERROR(
      "SL214",
      ERROR,
      "Workflow %s cannot be generated because of its stage %s: %s",
      "See the stage's own module."),
  OUTPUT_UNREAD(
      "SL215",
      WARNING,
      "Nobody in workflow %s reads the output of %s.",
      "Take it as the next stage's input or by @From, or make the method void."),
  ARGUMENT_CONFLICT(
      "SL216",
      ERROR,
      "In workflow %s, the argument \"%s\" is %s in %s, but %s in %s.",
      "Give both the same type and default, or different names."),
  OUTPUT_READ_TWICE(
      "SL217",
      WARNING,
      "%s reads the output of %s twice, as %s and as %s.",
      "Take it once, as a List if it is needed more than once."),
  TRIGGERS_CONFLICT(
      "SL230",
      ERROR,
      "Workflow %s is started by %s and by %s; a workflow has one trigger.",
      "Keep one of them, and let the other start executions or send messages by itself."),
  TRIGGER_SHAPE("SL231", ERROR, "In workflow %s, %s takes %s, but %s gives it %s.", "Take %s."),
  TRIGGER_FIELDS(
      "SL232",
      WARNING,
      "In workflow %s, %s takes %s with the fields %s, and %s gives none of them, but %s.",
      "Take %s."),
  TRIGGER_ARGUMENT(
      "SL233",
      ERROR,
      "In workflow %s, %s needs the argument \"%s\", which %s does not give.",
      "Give the argument a default%s."),
  TRIGGER_LOOP(
      "SL234",
      ERROR,
      "Workflow %s is started by new objects of its own bucket with the prefix \"%s\", and its"
          + " stages write such objects.",
      "Use a prefix such as \"in/\", or another bucket."),
  COMPRESSION_UNREADABLE(
      "SL235",
      ERROR,
      "In workflow %s, %s is a script and cannot read the %s output of %s: %s.",
      "%s, or write %s in Java."),
  PARQUET_UNREADABLE(
      "SL236",
      ERROR,
      "In workflow %s, %s is a Lambda stage and cannot read the Parquet output of %s.",
      "Remove format from %s, or make %s a @GlueStage."),

  LAMBDA_MEMORY(
      "SL301", ERROR, "A Lambda function cannot have %s MB of memory.", "Use 128 to 10,240 MB."),
  LAMBDA_TIMEOUT(
      "SL302",
      ERROR,
      "A Lambda function cannot have a timeout of %s s.",
      "Use 1 to 900 s, or make it a @GlueStage, which may run for 7 days."),
  LAMBDA_STORAGE(
      "SL303", ERROR, "A Lambda function cannot have %s MB of /tmp.", "Use 512 to 10,240 MB."),
  GLUE_WORKERS(
      "SL304",
      ERROR,
      "A Glue job cannot run on %s worker(s) of type %s.",
      "Use at least 2: one is Spark's driver."),
  GLUE_TIMEOUT(
      "SL305",
      ERROR,
      "A Glue job cannot have a timeout of %s min.",
      "Use 1 to 10,080 min (7 days)."),
  RETRY_BOUNDS("SL306", ERROR, "@Retry's %s cannot be %s.", "Use %s."),
  DESCRIPTION_LENGTH(
      "SL307", ERROR, "The description of %s has %s characters; %s allows %s.", "Shorten it."),
  CLASS_FILE_LEVEL(
      "SL308",
      ERROR,
      "%s is compiled for Java %s, but %s runs Java %s.",
      "Compile with <maven.compiler.release>%s</maven.compiler.release>%s."),
  HANDLER_LENGTH(
      "SL309",
      ERROR,
      "The handler %s has %s characters; Lambda allows 128.",
      "Shorten the package or the class name."),
  GLUE_WORKERS_MANY(
      "SL310",
      WARNING,
      "%s asks for %s workers; accounts start with a quota of 1,000 DPUs or fewer, and older Glue"
          + " versions refuse more than 299 workers.",
      "Check the account's Glue quotas in the region."),
  LAMBDA_RUNTIME_DEPRECATED(
      "SL311", WARNING, "%s runs on %s, which Lambda deprecates on %s.", "Use JAVA_25 or JAVA_21."),
  EXPRESS_TOO_LONG(
      "SL312",
      ERROR,
      "Workflow %s is EXPRESS, which ends after %s s, but its stages may take %s s with their"
          + " retries.",
      "Lower the timeouts or retries (@Retry) of its stages, or make it STANDARD."),
  HISTORY_TOO_LONG(
      "SL313",
      WARNING,
      "A run of workflow %s may have %s events in its history; Step Functions ends it at %s.",
      "Lower maxAttempts in @Retry, or split the workflow."),
  DEFINITION_TOO_LARGE(
      "SL314",
      ERROR,
      "The definition of workflow %s has %s characters; Step Functions allows 1,048,576.",
      "Split the workflow."),
  RUN_EXPENSIVE(
      "SL315",
      WARNING,
      "A run of workflow %s may cost up to $%s (%s).",
      "Lower timeouts, workers or retries, or raise the threshold by"
          + " -Astageloom.costWarning=<dollars>."),
  LAMBDA_TIMEOUT_LONG(
      "SL316",
      WARNING,
      "%s may run for %s s: work of more than 5 minutes is Glue's.",
      "Make it a @GlueStage, or lower the timeout."),
  GLUE_SMALL(
      "SL317",
      WARNING,
      "%s runs on 2 workers for at most %s min, which a Lambda function could do without the"
          + " start-up of a job.",
      "Make it a @LambdaStage, unless it needs Spark."),
  ARGUMENT_SECRET(
      "SL318",
      WARNING,
      "The argument \"%s\" of %s looks like a secret, and AWS may log arguments.",
      "Pass the name of a secret in AWS Secrets Manager and read it in the stage."),
  WORKER_TYPE_REGIONS(
      "SL319",
      WARNING,
      "Glue has workers of the type %s in some regions only.",
      "Check that yours is one of them, or use G_1X or G_2X."),
  GLUE_TIMEOUT_LONGEST(
      "SL320",
      WARNING,
      "AWS says of a Glue job's timeout that it is less than 7 days, or 10,080 min; whether %s min"
          + " pass is not known.",
      "Use 10,079 min or less."),
  GLUE_ARGUMENTS_SIZE(
      "SL321",
      ERROR,
      "The names and defaults of %s's arguments have %s bytes; Glue allows 266,240 for all"
          + " arguments.",
      "Put large values into an object in S3 and pass its URI."),
  SCALA_VERSION(
      "SL322",
      ERROR,
      "%s is compiled against Spark for Scala %s, but Glue %s runs Scala %s.",
      "Use org.apache.spark:spark-sql_%s in version %s, with scope provided, and"
          + " dev.stageloom:%s."),
  RETRIES_MULTIPLY(
      "SL323",
      WARNING,
      "A message that %s cannot work on is tried %s times: %s times in each run, and the queue of"
          + " the EXPRESS workflow %s starts up to %s runs.",
      "Lower maxAttempts in @Retry: the queue tries again anyway."),
  SNAP_START_STORAGE(
      "SL324",
      ERROR,
      "%s cannot start from a snapshot (snapStart) with %s MB of /tmp; Lambda takes snapshots up to"
          + " 512 MB.",
      "Lower ephemeralStorage to 512, or leave snapStart out."),
  FLEX_WORKER_TYPE(
      "SL330",
      WARNING,
      "%s asks for spare capacity (FLEX) with workers of the type %s; AWS documents it for G.1X and"
          + " G.2X only.",
      "Use G_1X or G_2X, or ExecutionClass.STANDARD."),
  GLUE_CONCURRENT_RUNS(
      "SL331", ERROR, "A Glue job cannot have %s concurrent runs.", "Use 1 or more."),
  BOOKMARK_CONCURRENCY(
      "SL332",
      WARNING,
      "%s keeps a bookmark and may have %s runs at the same time, which would read the same data"
          + " and overwrite each other's bookmark.",
      "Set maxConcurrentRuns = 1: the state machine lets further executions wait."),
  GLUE_WITH_OLD_JAVA(
      "SL333",
      ERROR,
      "%s is a stage in Java, and Glue %s runs Java %s: its classes and Stageloom's own need Java"
          + " %s.",
      "Use GlueVersion.V5_1, or write the stage in Python (script = \"glue/my_stage.py\")."),
  SCHEDULE_EXPRESSION(
      "SL340",
      ERROR,
      "The schedule \"%s\" is none of EventBridge Scheduler: %s.",
      "Write cron(minutes hours day-of-month month day-of-week year), such as cron(0 3 * * ? *),"
          + " rate(1 hour) or at(2027-01-01T00:00:00)."),
  SCHEDULE_TIME_ZONE(
      "SL341",
      ERROR,
      "There is no time zone \"%s\".",
      "Write the name of a region such as Europe/Berlin, or UTC."),
  SCHEDULE_INPUT(
      "SL342",
      ERROR,
      "The input of the schedule of workflow %s cannot be an execution's: %s.",
      "Write JSON, in which \"<aws.scheduler.scheduled-time>\" stands for the time."),
  EVENT_PATTERN(
      "SL343",
      ERROR,
      "The event pattern of workflow %s is none of EventBridge: %s.",
      "Write a JSON object with lists of values, such as {\"source\": [\"shop\"]}."),
  BUCKET_NAME("SL344", ERROR, "\"%s\" cannot be a bucket's name: %s.", "Use the bucket's name."),
  SCRIPT_COMPRESSION(
      "SL350",
      ERROR,
      "%s is a script and cannot write zstd: Spark's own JSON writer needs libraries for it that"
          + " Glue does not promise.",
      "Use Compression.GZIP."),
  OUTPUT_FORM_UNUSED(
      "SL351",
      WARNING,
      "%s has no output, so that %s has no effect.",
      "Remove it, or return the output from the stage method."),
  SINGLE_PARQUET(
      "SL352",
      ERROR,
      "%s has singleObject for an output of Parquet, whose tasks write a file each.",
      "Remove singleObject, or format."),

  MODULE_MISSING(
      "SL401",
      ERROR,
      "%s needs %s, which is not on the class path.",
      "Add the dependency dev.stageloom:%s%s."),
  ALREADY_GENERATED(
      "SL402",
      ERROR,
      "%s cannot be generated: the file is there already (%s).",
      "Remove the generated sources folder from the compiler's source folders, and build from a"
          + " clean target."),
  CANNOT_WRITE(
      "SL403",
      ERROR,
      "%s cannot be written: %s.",
      "Check the output folder's permissions and the disk."),
  OPTION("SL404", ERROR, "The option -A%s=%s cannot be read: %s.", "Write %s."),
  GENERATED_NAMES_COLLIDE(
      "SL405",
      ERROR,
      "%s and %s would both be generated as %s.",
      "Rename one of them: the name of a nested class has '_' in the place of '.'."),
  ZSTD_MISSING(
      "SL410",
      ERROR,
      "%s %s, and com.github.luben:zstd-jni is not on the class path.",
      "Add the dependency com.github.luben:zstd-jni:%s; with the classifier %s it has that platform"
          + " only and is a tenth as large. Or use Compression.GZIP."),
  INTERNAL(
      "SL499",
      ERROR,
      "Stageloom's processor failed on %s: %s. This is a mistake in Stageloom, not in your code.",
      "Please report it with this message and the class.");

  /** What a terminal does not show, or takes for a command or a line's end. */
  private static final Set<Integer> INVISIBLE =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private final String id;
  private final Severity severity;
  private final String sentence;
  private final String fix;

  Diagnostic(String id, Severity severity, String sentence, String fix) {
    this.id = id;
    this.severity = severity;
    this.sentence = sentence;
    this.fix = fix;
  }

  /**
   * The id, for documentation and settings.
   *
   * @return {@code SL} and three digits
   */
  public String id() {
    return id;
  }

  /**
   * Whether it fails the compile.
   *
   * @return the severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * The whole message.
   *
   * @param values the values of the sentence's and then of the fix's placeholders, in order
   * @return id, sentence and fix, on one line
   * @throws java.util.MissingFormatArgumentException if there are too few values
   */
  public String message(Object... values) {
    Object[] texts = Arrays.stream(values).map(v -> onOneLine(String.valueOf(v))).toArray();
    return (id + ": " + sentence + " Fix: " + fix).formatted(texts);
  }

  /** The text with its line ends and other control characters as Java source writes them. */
  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                  if (INVISIBLE.contains(Character.getType(c))) {
                    line.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    line.appendCodePoint(c);
                  }
                }
              }
            });
    return line.toString();
  }
}
