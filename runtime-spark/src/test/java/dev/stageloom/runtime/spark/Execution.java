package dev.stageloom.runtime.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stageloom.annotations.contract.OutputLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One execution of a workflow whose Glue stage HeavyEtlStage follows the stage EtlStage. */
public record Execution(TestCluster.Running cluster, String id) {

  static final String STAGE = "HeavyEtlStage";

  SparkSession spark() {
    return cluster.spark();
  }

  OutputLocation input() {
    return new OutputLocation(TestCluster.BUCKET, id, "EtlStage");
  }

  OutputLocation output() {
    return new OutputLocation(TestCluster.BUCKET, id, STAGE);
  }

  /** What the state machine passes to the job, and more. */
  String[] args(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--execution-id",
                id,
                "--input-bucket",
                TestCluster.BUCKET,
                "--input-key",
                input().key(),
                "--output-bucket",
                TestCluster.BUCKET,
                "--output-key",
                output().key(),
                "--current-stage",
                STAGE,
                "--previous-stage",
                "EtlStage"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  GlueInvocation start() {
    return GlueInvocation.start(spark(), STAGE, args());
  }

  /** Puts EtlStage's output as one object. */
  Execution withInput(String content) throws IOException {
    cluster.put(input().key(), content);
    return this;
  }

  /** Puts a file of EtlStage's dataset. */
  Execution withInputFile(String name, String content) throws IOException {
    cluster.put(input().datasetPrefix() + name, content);
    return this;
  }

  /** The lines of all parts that HeavyEtlStage's marker lists, in the parts' order. */
  List<String> outputLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String part : outputParts()) {
      lines.addAll(cluster.get(output().datasetPrefix() + part).lines().toList());
    }
    return lines;
  }

  List<String> outputParts() throws IOException {
    JsonNode marker = new ObjectMapper().readTree(cluster.get(output().successKey()));
    List<String> names = new ArrayList<>();
    marker.get("parts").forEach(part -> names.add(part.get("name").asText()));
    return names;
  }

  /** A dataset of rows from JSON objects. */
  Dataset<Row> rows(String... objects) {
    return spark()
        .read()
        .json(spark().createDataset(List.of(objects), Encoders.STRING()).repartition(1));
  }
}
