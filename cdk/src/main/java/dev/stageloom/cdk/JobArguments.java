package dev.stageloom.cdk;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.JobBookmark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The default arguments of a Glue job, and the objects in S3 that they name. */
final class JobArguments {

  private final StageJob.Builder builder;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> downloads = new ArrayList<>();

  /**
   * Uploads the job's code, and puts the arguments together.
   *
   * @param builder what the job is to be
   * @param job the job's construct
   * @param assets where the assets belong
   * @param script the job's script
   * @param logs the arguments that name its log groups
   */
  JobArguments(
      StageJob.Builder builder,
      StageJob job,
      Construct assets,
      JobScript script,
      Map<String, String> logs) {
    this.builder = builder;
    downloads.add(script.objectArn());
    addCode(job, assets, script);
    addFiles("--extra-files", List.of(), builder.extraFiles);
    addList("--additional-python-modules", builder.additionalPythonModules);
    builder.additionalPythonModules.stream().filter(S3Uri::isOne).forEach(this::addDownload);
    addList(
        "--datalake-formats",
        builder.dataLakeFormats.stream().map(DataLakeFormat::identifier).distinct().toList());
    if (builder.autoScaling) {
      values.put("--enable-auto-scaling", "true");
    }
    if (builder.jobBookmark != JobBookmark.DISABLE) {
      values.put("--job-bookmark-option", builder.jobBookmark.identifier());
    }
    values.putAll(logs);
    // Any value turns metrics on, "false" too.
    if (builder.metrics) {
      values.put("--enable-metrics", "true");
    }
    if (builder.observabilityMetrics) {
      values.put("--enable-observability-metrics", "true");
    }
    values.put("--enable-job-insights", "true");
  }

  private void addCode(StageJob job, Construct assets, JobScript script) {
    values.put("--job-language", script.language());
    boolean scala = script.language().equals("scala");
    if (scala) {
      values.put("--class", builder.className);
    }
    List<Asset> jars = new ArrayList<>();
    if (scala || builder.glueJar != null) {
      String path =
          builder.glueJar == null
              ? builder.resources.glueJar(job).toString()
              : JarFiles.GLUE.find(job, builder.glueJar);
      jars.add(Asset.Builder.create(assets, "Jar").path(path).build());
    }
    addFiles("--extra-jars", jars, builder.extraJars);
    List<Asset> modules = new ArrayList<>();
    if (builder.pythonModules != null) {
      modules.add(builder.pythonModules.apply(assets));
    }
    addFiles("--extra-py-files", modules, builder.extraPyFiles);
  }

  private void addFiles(String argument, List<Asset> assets, List<String> uris) {
    List<String> files = new ArrayList<>();
    for (Asset asset : assets) {
      files.add(asset.getS3ObjectUrl());
      downloads.add(asset.getBucket().arnForObjects(asset.getS3ObjectKey()));
    }
    for (String uri : uris) {
      files.add(uri);
      addDownload(uri);
    }
    addList(argument, files);
  }

  private void addDownload(String uri) {
    String arn = S3Uri.parse("the file", uri).objectArn();
    downloads.add(uri.endsWith("/") ? arn + "*" : arn);
  }

  private void addList(String argument, List<String> items) {
    if (!items.isEmpty()) {
      values.put(argument, items.stream().collect(Collectors.joining(",")));
    }
  }

  /** Tells the job to write Spark's event logs. */
  void writeEventLogs(EventLogs logs) {
    values.put("--enable-spark-ui", "true");
    values.put("--spark-event-logs-path", logs.uri());
  }

  /** All arguments, those that were given by name in place of ours. */
  Map<String, String> values() {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(builder.defaultArguments);
    return all;
  }

  /** The ARNs of the objects that Glue reads before the job starts. */
  List<String> downloads() {
    return downloads;
  }
}
