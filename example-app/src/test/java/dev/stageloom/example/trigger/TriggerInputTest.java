package dev.stageloom.example.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.event.ObjectCreatedEvent;
import dev.stageloom.asl.json.Json;
import dev.stageloom.cdk.WorkflowResources;
import dev.stageloom.local.LocalRun;
import dev.stageloom.local.RunReport;
import dev.stageloom.local.StageOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * What each trigger of a generated stack sends is what the generated handler of the first stage
 * reads: the input of an execution is made as AWS makes it, from the stack's template.
 */
class TriggerInputTest {

  /** Amazon S3 user guide, "EventBridge event message structure". */
  private static final String OBJECT_CREATED =
      """
      {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "123456789012",
        "time": "2026-11-23T12:22:24Z",
        "region": "eu-west-1",
        "resources": ["arn:aws:s3:::shop-uploads"],
        "detail": {
          "version": "0",
          "bucket": {"name": "shop-uploads"},
          "object": {
            "key": "in/orders of today.csv",
            "size": 5,
            "etag": "b1946ac92492d2347c6235b4d2611184",
            "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e",
            "sequencer": "617f08299329d189"
          },
          "request-id": "N4N7GDK58NMKJ12R",
          "requester": "123456789012",
          "source-ip-address": "1.2.3.4",
          "reason": "PutObject"
        }
      }
      """;

  @TempDir private Path folder;
  private WorkflowResources resources;

  @BeforeEach
  void prepare() throws IOException {
    resources =
        WorkflowResources.builder()
            .lambdaJar(Files.writeString(folder.resolve("lambda.jar"), "lambda"))
            .build();
  }

  @Test
  void aScheduleGivesItsTime() throws IOException {
    Map<?, ?> stack =
        synthesized(app -> new NightlyWorkflow_Stack(app, "nightly", props(), resources));
    Map<?, ?> schedule = one(stack, "AWS::Scheduler::Schedule", "Schedule");
    assertThat(schedule.get("ScheduleExpression")).isEqualTo("cron(0 3 * * ? *)");
    assertThat(schedule.get("ScheduleExpressionTimezone")).isEqualTo("Europe/Berlin");
    String input =
        ((String) Objects.requireNonNull(((Map<?, ?>) schedule.get("Target")).get("Input")))
            .replace("<aws.scheduler.scheduled-time>", "2026-11-23T02:00:00Z")
            .replace("<aws.scheduler.execution-id>", "8c7a3f1e");

    assertThat(output("nightly", input).value(NightlyWorkflow.Plan.class))
        .isEqualTo(new NightlyWorkflow.Plan(Instant.parse("2026-11-23T02:00:00Z"), "8c7a3f1e"));
  }

  @Test
  void aLocalRunWithoutInputIsStartedAsTheScheduleWouldNow() {
    Instant before = Instant.now();
    RunReport run = LocalRun.of("nightly").directory(folder.resolve("run")).executionId("n1").run();

    assertThat(run.failure()).isEmpty();
    NightlyWorkflow.Plan plan = run.output("PlanStage").value(NightlyWorkflow.Plan.class);
    assertThat(plan.id()).isEqualTo("n1");
    assertThat(plan.at()).isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void aSchedulesOwnInputGivesTheArguments() throws IOException {
    Map<?, ?> stack = synthesized(app -> new ShopWorkflow_Stack(app, "shop", props(), resources));
    Map<?, ?> target = (Map<?, ?>) one(stack, "AWS::Scheduler::Schedule", "Schedule").get("Target");
    String input =
        ((String) Objects.requireNonNull(target.get("Input")))
            .replace("<aws.scheduler.attempt-number>", "1");

    assertThat(output("shop", input).value(String.class)).isEqualTo("north 1");
  }

  @Test
  void aNewObjectGivesTheEventsDetail() throws IOException {
    Map<?, ?> stack =
        synthesized(app -> new UploadsWorkflow_Stack(app, "uploads", props(), resources));
    ObjectCreatedEvent created =
        output("uploads", sent(stack, OBJECT_CREATED)).value(ObjectCreatedEvent.class);

    assertThat(created.bucket().name()).isEqualTo("shop-uploads");
    assertThat(created.object().key()).isEqualTo("in/orders of today.csv");
    assertThat(created.object().size()).isEqualTo(5);
    assertThat(created.reason()).isEqualTo("PutObject");
    assertThat(Json.write(stack)).contains(":s3:::shop-uploads/in/*.csv");
  }

  @Test
  void anEventGivesItsDetail() throws IOException {
    Map<?, ?> stack =
        synthesized(app -> new PlacedWorkflow_Stack(app, "placed", props(), resources));
    String event =
        """
        {"source": "shop", "detail-type": "Order placed", "time": "2026-11-23T12:22:24Z",
         "detail": {"order": 7, "shop": "north"}}
        """;

    assertThat(output("placed", sent(stack, event)).value(PlacedWorkflow.Placed.class))
        .isEqualTo(new PlacedWorkflow.Placed(7, "north"));
  }

  /** A pipe sends an array also with batches of one, with the body as text. */
  @Test
  void aMessageOfTheQueueGivesItsBody() throws IOException {
    Map<?, ?> stack =
        synthesized(app -> new OrdersWorkflow_Stack(app, "orders", props(), resources));
    Map<?, ?> pipe = one(stack, "AWS::Pipes::Pipe", "Pipe");
    assertThat(pipe.get("SourceParameters"))
        .isEqualTo(Map.of("SqsQueueParameters", Map.of("BatchSize", 1L)));
    assertThat(String.valueOf(pipe.get("TargetParameters"))).doesNotContain("InputTemplate");
    String body = "[{\"order\": 7, \"shop\": \"north\"}, {\"order\": 8, \"shop\": \"south\"}]";
    String records =
        Json.writeCompact(
            List.of(
                Map.of(
                    "messageId", "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
                    "receiptHandle", "MessageReceiptHandle",
                    "body", body,
                    "attributes", Map.of("ApproximateReceiveCount", "1"),
                    "messageAttributes", Map.of(),
                    "eventSource", "aws:sqs",
                    "eventSourceARN", "arn:aws:sqs:eu-west-1:123456789012:orders",
                    "awsRegion", "eu-west-1")));

    assertThat(output("orders", records).value(Integer.class)).isEqualTo(2);
    assertThat(output("orders", body).value(Integer.class)).isEqualTo(2);
  }

  /** What the rule of a stack sends of an event. */
  private static String sent(Map<?, ?> stack, String event) {
    Map<?, ?> target =
        (Map<?, ?>) ((List<?>) one(stack, "AWS::Events::Rule", "Rule").get("Targets")).get(0);
    assertThat(target.get("InputPath")).isEqualTo("$.detail");
    return Json.writeCompact(((Map<?, ?>) Objects.requireNonNull(Json.parse(event))).get("detail"));
  }

  private StageOutput output(String workflow, String input) {
    RunReport run = LocalRun.of(workflow).directory(folder.resolve("run")).input(input).run();
    assertThat(run.failure()).isEmpty();
    return run.output(run.stages().get(0).stage());
  }

  private static StackProps props() {
    return StackProps.builder().build();
  }

  /** The template of the one stack of an app. */
  private Map<?, ?> synthesized(Function<App, Stack> stack) throws IOException {
    Path assembly = folder.resolve("cdk.out");
    App app = new App(AppProps.builder().outdir(assembly.toString()).build());
    String id = stack.apply(app).getStackName();
    app.synth();
    String template = Files.readString(assembly.resolve(id + ".template.json"));
    return (Map<?, ?>) Objects.requireNonNull(Json.parse(template));
  }

  /** The properties of the workflow's one resource of a type and an id. */
  private static Map<?, ?> one(Map<?, ?> template, String type, String id) {
    return ((Map<?, ?>) template.get("Resources"))
        .entrySet().stream()
            .filter(resource -> ((String) resource.getKey()).startsWith("StageloomWorkflow" + id))
            .map(resource -> (Map<?, ?>) resource.getValue())
            .filter(resource -> resource.get("Type").equals(type))
            .map(resource -> (Map<?, ?>) resource.get("Properties"))
            .findFirst()
            .orElseThrow();
  }
}
