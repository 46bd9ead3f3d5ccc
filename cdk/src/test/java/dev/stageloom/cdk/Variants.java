package dev.stageloom.cdk;

import dev.stageloom.annotations.DataLakeFormat;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.JobBookmark;
import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Stacks of a small workflow, one for each way to build one. */
final class Variants {

  private static final String ACCOUNT = "arn:aws:%s:eu-west-1:123456789012:%s";

  private Variants() {}

  /** A workflow of two Lambda stages, and of a Glue job between them if it is STANDARD. */
  static StageWorkflow workflow(
      Construct scope, WorkflowType type, Trigger trigger, WorkflowResources resources) {
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder()
            .workflowName("orders")
            .workflowType(type)
            .trigger(trigger)
            .resources(resources)
            .workflowBucket(WorkflowFactory.createWorkflowBucket(scope, resources))
            .step(LambdaStep.of("ReadStage", function(scope, "ReadStage", resources)));
    if (type == WorkflowType.STANDARD) {
      StageJob job =
          StageJob.Builder.create(scope, "SumStage")
              .scriptLocation("s3://my-scripts/sum.py")
              .resources(resources)
              .build();
      builder.step(GlueStep.of("SumStage", job));
    }
    builder.step(LambdaStep.of("StoreStage", function(scope, "StoreStage", resources)));
    return type == WorkflowType.STANDARD
        ? WorkflowFactory.createStandardWorkflow(scope, builder.build())
        : WorkflowFactory.createExpressWorkflow(scope, builder.build());
  }

  private static StageFunction function(
      Construct scope, String stage, WorkflowResources resources) {
    return StageFunction.Builder.create(scope, stage)
        .handler("p." + stage + "_Handler")
        .resources(resources)
        .build();
  }

  /** Started by a trigger. */
  static StageWorkflow triggered(App app, String id, WorkflowType type, Trigger trigger) {
    return workflow(new Stack(app, id), type, trigger, WorkflowResources.none());
  }

  /** Every option that a security and an operations team may ask for. */
  static StageWorkflow secured(App app, String id, WorkflowType type) {
    Stack shared = new Stack(app, id + "-network");
    Vpc vpc = Vpc.Builder.create(shared, "Vpc").maxAzs(2).build();
    Bucket logs = Bucket.Builder.create(shared, "AccessLogs").build();
    return workflow(
        new Stack(app, id),
        type,
        Trigger.queue(),
        WorkflowResources.builder()
            .encryptionKey(
                scope -> Key.Builder.create(scope, "Key").enableKeyRotation(true).build())
            .network(
                scope ->
                    Network.of(vpc)
                        .subnets(
                            SubnetSelection.builder()
                                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                                .build())
                        .securityGroup(
                            SecurityGroup.Builder.create(scope, "Stages").vpc(vpc).build())
                        .glueConnection("orders-database"))
            .accessLogBucket(logs)
            .settings(
                WorkflowSettings.builder()
                    .logRetentionDays(90)
                    .alarmEmail("operations@example.com")
                    .stageErrors(5)
                    .oldestMessage(Duration.minutes(30))
                    .trafficShift(TrafficShift.canary(10, Duration.minutes(30)))
                    .exportOutputs(true)
                    .removalPolicy(RemovalPolicy.DESTROY)
                    .memory("ReadStage", 512)
                    .workers("SumStage", 4)
                    .build())
            .build());
  }

  /** Nothing but what is watched less and does not start. */
  static StageWorkflow quiet(App app, String id) {
    return workflow(
        new Stack(app, id),
        WorkflowType.STANDARD,
        Trigger.queue(),
        WorkflowResources.builder()
            .settings(
                WorkflowSettings.builder()
                    .alarms(false)
                    .dashboard(false)
                    .snapStart(false)
                    .triggerEnabled(false)
                    .build())
            .build());
  }

  /** Everything that can exist already does. */
  static StageWorkflow imported(App app, String id) {
    return workflow(
        new Stack(app, id),
        WorkflowType.STANDARD,
        Trigger.queue(),
        WorkflowResources.builder()
            .workflowBucket(scope -> Bucket.fromBucketName(scope, "Bucket", "my-bucket"))
            .sourceQueue(scope -> Queue.fromQueueArn(scope, "Queue", arn("sqs", "orders")))
            .failureTopic(scope -> Topic.fromTopicArn(scope, "Topic", arn("sns", "alarms")))
            .encryptionKey(
                scope ->
                    Key.fromKeyArn(
                        scope, "Key", arn("kms", "key/11111111-2222-3333-4444-555555555555")))
            .role("ReadStage", scope -> Role.fromRoleName(scope, "Existing", "reader"))
            .role("SumStage", scope -> Role.fromRoleName(scope, "Existing", "summer"))
            .role(
                WorkflowResources.STATE_MACHINE,
                scope -> Role.fromRoleName(scope, "Existing", "machine"))
            .logGroup("ReadStage", scope -> LogGroup.fromLogGroupName(scope, "Logs", "/my/reader"))
            .logGroup(
                WorkflowResources.STATE_MACHINE,
                scope -> LogGroup.fromLogGroupName(scope, "Logs", "/my/machine"))
            .build());
  }

  /** A Glue job with every option. */
  static StageWorkflow jobOptions(App app, String id) {
    Stack stack = new Stack(app, id);
    IBucket bucket = WorkflowFactory.createWorkflowBucket(stack, WorkflowResources.none());
    StageJob job =
        StageJob.Builder.create(stack, "SumStage")
            .scriptLocation("s3://my-scripts/sum.py")
            .timeout(60)
            .executionClass(ExecutionClass.FLEX)
            .autoScaling(true)
            .maxConcurrentRuns(1)
            .jobBookmark(JobBookmark.ENABLE)
            .connections("orders-database", "vpc")
            .securityConfiguration("shop")
            .extraJars("s3://my-libraries/geo.jar", "s3://my-libraries/drivers/")
            .extraFiles("s3://my-libraries/rates.csv")
            .extraPyFiles("s3://my-libraries/geo.zip")
            .additionalPythonModules(
                "pyarrow==15.0.2", "s3://my-libraries/tax-1.0-py3-none-any.whl")
            .dataLakeFormats(DataLakeFormat.ICEBERG, DataLakeFormat.DELTA)
            .workflowBucket(bucket)
            .sparkUi(true)
            .metrics(false)
            .observabilityMetrics(false)
            .defaultArgument("--conf", "spark.sql.shuffle.partitions=64")
            .build();
    return WorkflowFactory.createStandardWorkflow(
        stack,
        WorkflowConfiguration.builder()
            .workflowName("options")
            .workflowBucket(bucket)
            .step(GlueStep.of("SumStage", job))
            .build());
  }

  /** As many Lambda stages as you like. */
  static StageWorkflow large(App app, String id, int stages) {
    Stack stack = new Stack(app, id);
    WorkflowConfiguration.Builder builder =
        WorkflowConfiguration.builder()
            .workflowName("large")
            .workflowBucket(WorkflowFactory.createWorkflowBucket(stack));
    for (int i = 0; i < stages; i++) {
      String stage = "Stage" + i;
      builder.step(LambdaStep.of(stage, function(stack, stage, WorkflowResources.none())));
    }
    return WorkflowFactory.createStandardWorkflow(stack, builder.build());
  }

  /** Every trigger but the queue. */
  static List<StageWorkflow> triggers(App app) {
    Stack shop = new Stack(app, "shop");
    Bucket uploads = Bucket.Builder.create(shop, "Uploads").build();
    return List.of(
        triggered(
            app,
            "nightly",
            WorkflowType.STANDARD,
            Trigger.schedule("cron(0 3 * * ? *)", "Europe/Berlin")),
        triggered(
            app, "uploads", WorkflowType.STANDARD, Trigger.objectCreated(uploads, "in/", ".csv")),
        triggered(
            app,
            "placed",
            WorkflowType.EXPRESS,
            Trigger.event("{\"source\": [\"shop\"], \"detail-type\": [\"Order placed\"]}")),
        triggered(app, "by-hand", WorkflowType.STANDARD, Trigger.none()));
  }

  private static String arn(String service, String resource) {
    return ACCOUNT.formatted(service, resource);
  }
}
