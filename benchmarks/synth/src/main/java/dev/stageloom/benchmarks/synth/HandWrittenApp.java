package dev.stageloom.benchmarks.synth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.QueryDefinition;
import software.amazon.awscdk.services.logs.QueryString;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineVersion;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.QueryLanguage;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvokeJsonataProps;
import software.constructs.Construct;

/**
 * The same resources, written with the CDK's own constructs: its states, metrics, widgets and
 * alarms, and generic ones only for what it has no other for (pipe, state machine version, alias).
 */
public final class HandWrittenApp {

  /** As in the other arm: what is beyond a stack's 500 resources goes to eight nested ones. */
  private static final int IN_THE_STACK = 60;

  private static final int NESTED_STACKS = 8;

  private static final int LOG_GROUPS_IN_A_QUERY = 50;

  private final Stack stack;
  private final String jar;
  private final Map<Integer, NestedStack> nested = new HashMap<>();
  private final Bucket bucket;
  private final Topic topic;
  private final List<ILogGroup> logGroups = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();

  private HandWrittenApp(Stack stack, String jar) {
    this.stack = stack;
    this.jar = jar;
    this.bucket =
        Bucket.Builder.create(stack, "Bucket")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .prefix("executions/")
                        .expiration(Duration.days(7))
                        .build(),
                    LifecycleRule.builder()
                        .prefix("spark-event-logs/")
                        .expiration(Duration.days(14))
                        .build(),
                    LifecycleRule.builder()
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
            .build();
    this.topic = Topic.Builder.create(stack, "Topic").enforceSsl(true).build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .build());
  }

  /**
   * Synthesizes.
   *
   * @param arguments the number of stages, the jar to deploy, the output directory
   */
  public static void main(String[] arguments) {
    App app = new App(AppProps.builder().outdir(arguments[2]).build());
    Stack stack = new Stack(app, "orders");
    new HandWrittenApp(stack, arguments[1]).create(Integer.parseInt(arguments[0]));
    app.synth();
    System.exit(0);
  }

  private void create(int stages) {
    logGroups.add(
        LogGroup.Builder.create(stack, "Logs")
            .logGroupName("/aws/vendedlogs/states/orders-Standard")
            .retention(RetentionDays.TWO_WEEKS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build());
    Pass start =
        Pass.jsonata(
            stack,
            "Read start message",
            PassJsonataProps.builder()
                .assign(
                    Map.of(
                        "executionId", "{% $states.context.Execution.Name %}",
                        "initialData", "{% $states.input %}"))
                .build());
    List<LambdaInvoke> states = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      String previous = i == 0 ? null : "Stage" + (i - 1);
      states.add(state("Stage" + i, previous, version(i, previous)));
    }
    IChainable chain = start;
    var end = start.next(states.get(0));
    for (LambdaInvoke state : states.subList(1, states.size())) {
      end = end.next(state);
    }
    chain = end;
    StateMachine machine =
        StateMachine.Builder.create(stack, "StateMachine")
            .stateMachineName("orders-Standard")
            .queryLanguage(QueryLanguage.JSONATA)
            .definitionBody(DefinitionBody.fromChainable(chain))
            .logs(
                LogOptions.builder()
                    .destination(logGroups.get(0))
                    .level(LogLevel.ALL)
                    .includeExecutionData(true)
                    .build())
            .tracingEnabled(true)
            .build();
    CfnStateMachineVersion version =
        CfnStateMachineVersion.Builder.create(stack, "Version")
            .stateMachineArn(machine.getStateMachineArn())
            .stateMachineRevisionId(machine.getStateMachineRevisionId())
            .build();
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    CfnStateMachineAlias alias =
        CfnStateMachineAlias.Builder.create(stack, "Alias")
            .name("live")
            .routingConfiguration(
                List.of(
                    CfnStateMachineAlias.RoutingConfigurationVersionProperty.builder()
                        .stateMachineVersionArn(version.getAttrArn())
                        .weight(100)
                        .build()))
            .build();
    start(machine, alias);
    Rule.Builder.create(stack, "FailureRule")
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.states"))
                .detailType(List.of("Step Functions Execution Status Change"))
                .detail(
                    Map.of(
                        "status",
                        List.of("FAILED", "TIMED_OUT", "ABORTED"),
                        "stateMachineArn",
                        List.of(machine.getStateMachineArn())))
                .build())
        .targets(List.of(new SnsTopic(topic)))
        .build();
    for (int from = 0; from < logGroups.size(); from += LOG_GROUPS_IN_A_QUERY) {
      QueryDefinition.Builder.create(stack, "Query" + from)
          .queryDefinitionName("orders-FollowExecution" + from)
          .queryString(
              QueryString.Builder.create()
                  .fields(List.of("@timestamp", "@log", "@message"))
                  .filterStatements(List.of("@message like \"EXECUTION_ID\""))
                  .sort("@timestamp asc")
                  .build())
          .logGroups(
              logGroups.subList(from, Math.min(logGroups.size(), from + LOG_GROUPS_IN_A_QUERY)))
          .build();
    }
  }

  private Construct scope(int stage) {
    return stage < IN_THE_STACK
        ? stack
        : nested.computeIfAbsent(
            stage % NESTED_STACKS, number -> new NestedStack(stack, "Stages" + number));
  }

  private Version version(int number, @Nullable String previous) {
    String stage = "Stage" + number;
    Construct scope = scope(number);
    LogGroup logs =
        LogGroup.Builder.create(scope, stage + "Logs")
            .logGroupName("/aws/lambda/orders-" + stage)
            .retention(RetentionDays.TWO_WEEKS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    logGroups.add(
        LogGroup.fromLogGroupName(stack, stage + "LogsByName", "/aws/lambda/orders-" + stage));
    PolicyDocument permissions = new PolicyDocument();
    permissions.addStatements(
        allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn()),
        allow(List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*"),
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(bucket.getBucketArn()))
            .conditions(
                Map.of("StringLike", Map.of("s3:prefix", List.of("executions/*/" + stage + "/*"))))
            .build(),
        allow(
            List.of("s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
            bucket.arnForObjects("executions/*/" + stage + "/*")));
    if (previous != null) {
      permissions.addStatements(
          allow(
              List.of("s3:GetObject"),
              bucket.arnForObjects("executions/*/" + previous + "/output.*")));
    }
    Role role =
        Role.Builder.create(scope, stage + "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(Map.of("Stage", permissions))
            .build();
    Function function =
        Function.Builder.create(scope, stage)
            .functionName("orders-" + stage)
            .runtime(Runtime.JAVA_21)
            .handler("p." + stage + "_Handler")
            .code(Code.fromAsset(jar))
            .memorySize(1024)
            .timeout(Duration.seconds(300))
            .role(role.withoutPolicyUpdates())
            .tracing(Tracing.ACTIVE)
            .logGroup(logs)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build())
            .build();
    functions.add(function);
    alarm(
        scope,
        stage + "Errors",
        function.metricErrors(MetricOptions.builder().period(Duration.minutes(5)).build()),
        3);
    return function.getCurrentVersion();
  }

  private LambdaInvoke state(String stage, @Nullable String previous, Version version) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("executionId", "{% $executionId %}");
    payload.put("currentStage", stage);
    payload.put("workflowBucket", bucket.getBucketName());
    payload.put("initialData", "{% $initialData %}");
    if (previous != null) {
      payload.put("previousStage", previous);
    }
    LambdaInvoke state =
        LambdaInvoke.jsonata(
            stack,
            stage + "State",
            LambdaInvokeJsonataProps.builder()
                .stateName(stage)
                .lambdaFunction(version)
                .payload(TaskInput.fromObject(payload))
                .outputs("{% $states.result.Payload %}")
                .retryOnServiceExceptions(true)
                .taskTimeout(Timeout.duration(Duration.seconds(330)))
                .build());
    state.addRetry(
        RetryProps.builder()
            .errors(List.of("States.ALL"))
            .interval(Duration.seconds(20))
            .maxAttempts(2)
            .backoffRate(2)
            .build());
    return state;
  }

  private void start(StateMachine machine, CfnStateMachineAlias alias) {
    Queue dead =
        Queue.Builder.create(stack, "DeadLetterQueue")
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    Queue queue =
        Queue.Builder.create(stack, "Queue")
            .enforceSsl(true)
            .visibilityTimeout(Duration.seconds(180))
            .deadLetterQueue(DeadLetterQueue.builder().queue(dead).maxReceiveCount(3).build())
            .build();
    PolicyDocument permissions = new PolicyDocument();
    permissions.addStatements(
        allow(
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
            queue.getQueueArn()),
        allow(List.of("states:StartExecution"), machine.getStateMachineArn()));
    Role role =
        Role.Builder.create(stack, "PipeRole")
            .assumedBy(new ServicePrincipal("pipes.amazonaws.com"))
            .inlinePolicies(Map.of("Pipe", permissions))
            .build();
    CfnPipe.Builder.create(stack, "Pipe")
        .roleArn(role.getRoleArn())
        .source(queue.getQueueArn())
        .sourceParameters(
            CfnPipe.PipeSourceParametersProperty.builder()
                .sqsQueueParameters(
                    CfnPipe.PipeSourceSqsQueueParametersProperty.builder().batchSize(1).build())
                .build())
        .target(alias.getRef())
        .targetParameters(
            CfnPipe.PipeTargetParametersProperty.builder()
                .stepFunctionStateMachineParameters(
                    CfnPipe.PipeTargetStateMachineParametersProperty.builder()
                        .invocationType("FIRE_AND_FORGET")
                        .build())
                .build())
        .build();
    alarm(stack, "Failed", machine.metricFailed(), 1);
    alarm(stack, "TimedOut", machine.metricTimedOut(), 1);
    alarm(stack, "Throttled", machine.metricThrottled(), 1);
    alarm(stack, "Dead", dead.metricApproximateNumberOfMessagesVisible(), 1);
    alarm(stack, "Oldest", queue.metricApproximateAgeOfOldestMessage(), 900);
    dashboard(machine, queue, dead);
    CfnOutput.Builder.create(stack, "StateMachineArn").value(machine.getStateMachineArn()).build();
    CfnOutput.Builder.create(stack, "AliasArn").value(alias.getRef()).build();
    CfnOutput.Builder.create(stack, "QueueUrl").value(queue.getQueueUrl()).build();
    CfnOutput.Builder.create(stack, "DeadUrl").value(dead.getQueueUrl()).build();
    CfnOutput.Builder.create(stack, "BucketName").value(bucket.getBucketName()).build();
    CfnOutput.Builder.create(stack, "TopicArn").value(topic.getTopicArn()).build();
  }

  private void dashboard(StateMachine machine, Queue queue, Queue dead) {
    Dashboard dashboard =
        Dashboard.Builder.create(stack, "Dashboard").dashboardName("orders-Dashboard").build();
    dashboard.addWidgets(
        graph(
            "Executions",
            List.of(
                machine.metricStarted(),
                machine.metricSucceeded(),
                machine.metricFailed(),
                machine.metricTimedOut(),
                machine.metricAborted(),
                machine.metricThrottled())),
        graph("Duration", List.of(machine.metricTime())));
    dashboard.addWidgets(
        graph(
            "Messages",
            List.of(
                queue.metricApproximateNumberOfMessagesVisible(),
                queue.metricApproximateNumberOfMessagesNotVisible())),
        graph("Age", List.of(queue.metricApproximateAgeOfOldestMessage())),
        graph("Dead letters", List.of(dead.metricApproximateNumberOfMessagesVisible())));
    List<IMetric> durations = new ArrayList<>();
    List<IMetric> errors = new ArrayList<>();
    List<IMetric> throttles = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      durations.add(ofFunction("Duration", "p95", i));
      errors.add(ofFunction("Errors", "Sum", i));
      throttles.add(ofFunction("Throttles", "Sum", i));
    }
    dashboard.addWidgets(
        graph("Duration of stages", durations),
        graph("Errors of stages", errors),
        graph("Throttles of stages", throttles));
  }

  /** By its name: a reference between nested stacks would be one more output of each. */
  private static Metric ofFunction(String metric, String statistic, int number) {
    return Metric.Builder.create()
        .namespace("AWS/Lambda")
        .metricName(metric)
        .statistic(statistic)
        .dimensionsMap(Map.of("FunctionName", "orders-Stage" + number))
        .build();
  }

  private static GraphWidget graph(String title, List<IMetric> metrics) {
    return GraphWidget.Builder.create().title(title).width(8).left(metrics).build();
  }

  private void alarm(Construct scope, String id, IMetric metric, int threshold) {
    Alarm alarm =
        Alarm.Builder.create(scope, id + "Alarm")
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build();
  }
}
