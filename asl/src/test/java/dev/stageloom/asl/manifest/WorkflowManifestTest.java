package dev.stageloom.asl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonObject;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkflowManifestTest {

  static final String TEXT =
      """
      {
        "manifestVersion": 1,
        "workflow": "ceap-candidates",
        "description": "",
        "type": "STANDARD",
        "trigger": {
          "kind": "SCHEDULE",
          "expression": "cron(0 3 * * ? *)",
          "timeZone": "Europe/Berlin",
          "input": null
        },
        "workflowClass": "p.CeapWorkflow",
        "stackClass": "p.CeapWorkflow_Stack",
        "definition": "META-INF/stageloom/ceap-candidates.asl.json",
        "worstCase": {
          "wallSeconds": 45000,
          "snapshotSeconds": 180,
          "stateTransitions": 12,
          "usDollars": 52.85
        },
        "stages": [
          {
            "name": "EtlStage",
            "kind": "LAMBDA",
            "stageClass": "p.EtlStage",
            "entryPoint": "p.EtlStage_Handler",
            "method": "extract",
            "description": "Extracts",
            "inputs": [
              {
                "parameter": "trigger",
                "source": "MESSAGE",
                "stage": null,
                "shape": "VALUE",
                "type": "p.Trigger"
              }
            ],
            "arguments": [
              {
                "name": "run-date",
                "type": "java.time.LocalDate",
                "defaultValue": null
              },
              {
                "name": "limit",
                "type": "int",
                "defaultValue": "10"
              }
            ],
            "output": {
              "shape": "STREAM",
              "type": "p.Order",
              "format": "JSON",
              "compression": "GZIP",
              "singleObject": true
            },
            "retry": {
              "maxAttempts": 2,
              "intervalSeconds": 20,
              "backoffRate": 2.0,
              "maxDelaySeconds": null
            },
            "lambda": {
              "memory": 1024,
              "timeout": 300,
              "ephemeralStorage": 512,
              "runtime": "java25",
              "architecture": "x86_64",
              "snapStart": true,
              "failOnUnknownFields": false
            },
            "glue": null
          },
          {
            "name": "HeavyEtlStage",
            "kind": "GLUE",
            "stageClass": "p.HeavyEtlStage",
            "entryPoint": "p.HeavyEtlStage_GlueJob",
            "method": "transform",
            "description": "",
            "inputs": [
              {
                "parameter": "orders",
                "source": "STAGE",
                "stage": "EtlStage",
                "shape": "DATASET",
                "type": "p.Order"
              }
            ],
            "arguments": [],
            "output": null,
            "retry": {
              "maxAttempts": 0,
              "intervalSeconds": 300,
              "backoffRate": 1.5,
              "maxDelaySeconds": 600
            },
            "lambda": null,
            "glue": {
              "workers": 10,
              "timeout": 240,
              "workerType": "G.1X",
              "glueVersion": "5.1",
              "script": "META-INF/stageloom/glue/p.HeavyEtlStage_GlueJob.scala",
              "pythonModule": null,
              "options": {
                "executionClass": "FLEX",
                "autoScaling": true,
                "maxConcurrentRuns": 1,
                "jobBookmark": "job-bookmark-enable",
                "jobArguments": {
                  "--conf": "spark.sql.shuffle.partitions=64",
                  "--TempDir": "s3://my-bucket/temp/"
                },
                "connections": [
                  "orders-database"
                ],
                "securityConfiguration": "shop",
                "extraJars": [
                  "s3://my-bucket/lib.jar"
                ],
                "extraFiles": [],
                "extraPyFiles": [],
                "additionalPythonModules": [],
                "dataLakeFormats": [
                  "iceberg"
                ],
                "sparkUi": true,
                "sparkEventLogsPath": null,
                "metrics": false,
                "observabilityMetrics": true
              }
            }
          }
        ]
      }
      """;

  private static final WorkflowManifest.GlueOptions OPTIONS =
      new WorkflowManifest.GlueOptions(
          "FLEX",
          true,
          1,
          "job-bookmark-enable",
          ordered("--conf", "spark.sql.shuffle.partitions=64", "--TempDir", "s3://my-bucket/temp/"),
          List.of("orders-database"),
          Optional.of("shop"),
          new WorkflowManifest.GlueLibraries(
              List.of("s3://my-bucket/lib.jar"),
              List.of(),
              List.of(),
              List.of(),
              List.of("iceberg")),
          new WorkflowManifest.GlueMonitoring(true, Optional.empty(), false, true));

  static final WorkflowManifest MANIFEST =
      new WorkflowManifest(
          "ceap-candidates",
          "",
          "STANDARD",
          new WorkflowTrigger.Schedule("cron(0 3 * * ? *)", "Europe/Berlin", ""),
          "p.CeapWorkflow",
          "p.CeapWorkflow_Stack",
          "META-INF/stageloom/ceap-candidates.asl.json",
          new WorkflowManifest.WorstCase(45_000, 180, 12, 52.85),
          List.of(
              new WorkflowManifest.Stage(
                  "EtlStage",
                  StageKind.LAMBDA,
                  "p.EtlStage",
                  "p.EtlStage_Handler",
                  "extract",
                  "Extracts",
                  List.of(
                      new WorkflowManifest.Input(
                          "trigger", "MESSAGE", Optional.empty(), "VALUE", "p.Trigger")),
                  List.of(
                      new WorkflowManifest.Argument(
                          "run-date", "java.time.LocalDate", Optional.empty()),
                      new WorkflowManifest.Argument("limit", "int", Optional.of("10"))),
                  Optional.of(
                      new WorkflowManifest.Output("STREAM", "p.Order", "JSON", "GZIP", true)),
                  new WorkflowManifest.Retry(2, 20, 2.0, Optional.empty()),
                  Optional.of(
                      new WorkflowManifest.Lambda(1024, 300, 512, "java25", "x86_64", true, false)),
                  Optional.empty()),
              new WorkflowManifest.Stage(
                  "HeavyEtlStage",
                  StageKind.GLUE,
                  "p.HeavyEtlStage",
                  "p.HeavyEtlStage_GlueJob",
                  "transform",
                  "",
                  List.of(
                      new WorkflowManifest.Input(
                          "orders", "STAGE", Optional.of("EtlStage"), "DATASET", "p.Order")),
                  List.of(),
                  Optional.empty(),
                  new WorkflowManifest.Retry(0, 300, 1.5, Optional.of(600)),
                  Optional.empty(),
                  Optional.of(
                      new WorkflowManifest.Glue(
                          10,
                          240,
                          "G.1X",
                          "5.1",
                          "META-INF/stageloom/glue/p.HeavyEtlStage_GlueJob.scala",
                          Optional.empty(),
                          OPTIONS)))));

  private static Map<String, String> ordered(
      String name, String value, String name2, String value2) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(name, value);
    map.put(name2, value2);
    return map;
  }

  @Test
  void writesEveryField() {
    assertThat(MANIFEST.toJson()).isEqualTo(TEXT);
  }

  @Test
  void readsEveryField() {
    assertThat(WorkflowManifest.fromJson(TEXT)).isEqualTo(MANIFEST);
  }

  @Test
  void readsEveryTrigger() {
    for (WorkflowTrigger trigger :
        List.of(
            new WorkflowTrigger.Queue(),
            new WorkflowTrigger.Schedule("rate(1 hour)", "UTC", "{\"shop\": \"north\"}"),
            new WorkflowTrigger.ObjectCreated("", "in/", ""),
            new WorkflowTrigger.ObjectCreated("uploads", "in/", ".csv"),
            new WorkflowTrigger.Event("{\"source\": [\"shop\"]}"),
            new WorkflowTrigger.None())) {
      String text = Json.write(TriggerJson.write(trigger));
      assertThat(TriggerJson.read(JsonObject.of("trigger", Json.parse(text)))).isEqualTo(trigger);
    }
    assertThatThrownBy(() -> WorkflowManifest.fromJson(TEXT.replace("\"SCHEDULE\"", "\"CLOCK\"")))
        .hasMessage(
            "the workflow manifest: trigger.kind must be QUEUE, SCHEDULE, OBJECT_CREATED, EVENT or"
                + " NONE, but is \"CLOCK\"");
  }

  @Test
  void aManifestOfAnEarlierBuildHasAQueue() {
    String before = TEXT.replaceAll("(?s)  \"trigger\": \\{.*?\\},\n", "");

    assertThat(WorkflowManifest.fromJson(before).trigger()).isEqualTo(new WorkflowTrigger.Queue());
  }

  @Test
  void refusesOtherVersions() {
    assertThatThrownBy(
            () ->
                WorkflowManifest.fromJson(
                    TEXT.replace("\"manifestVersion\": 1", "\"manifestVersion\": 2")))
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "the workflow manifest has the version 2, and this Stageloom reads version 1: compile"
                + " the workflow and run it with the same version of Stageloom");
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThatThrownBy(() -> WorkflowManifest.fromJson("{"))
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "line 1, column 2: expected a field's name in double quotes, found the end of the"
                + " text");
    assertThatThrownBy(() -> WorkflowManifest.fromJson(TEXT.replace("\"GLUE\"", "\"EMR\"")))
        .hasMessage("the workflow manifest: stages[1].kind must be LAMBDA or GLUE, but is \"EMR\"");
    assertThatThrownBy(() -> WorkflowManifest.fromJson(TEXT.replace("\"memory\"", "\"mem\"")))
        .hasMessage("the workflow manifest: stages[0].lambda.memory is missing");
  }
}
