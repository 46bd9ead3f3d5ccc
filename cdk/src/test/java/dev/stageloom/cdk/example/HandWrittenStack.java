package dev.stageloom.cdk.example;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.asl.workflow.RetryPolicy;
import dev.stageloom.cdk.GlueStep;
import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.StageJob;
import dev.stageloom.cdk.StepOptions;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/** The workflow of {@link CeapWorkflow_Stack}, written by hand. */
public class HandWrittenStack extends Stack {

  public HandWrittenStack(Construct scope, String id) {
    super(scope, id, StackProps.builder().description("Scores candidates").build());
    IBucket workflowBucket = WorkflowFactory.createWorkflowBucket(this);
    StageFunction etl = function("EtlStage").description("Reads the orders").build();
    StageJob heavyEtl =
        StageJob.Builder.create(this, "HeavyEtlStage")
            .scriptResource(
                HandWrittenStack.class,
                "META-INF/stageloom/glue/dev.stageloom.cdk.example.HeavyEtlStage_GlueJob.scala")
            .workers(10)
            .timeout(240)
            .build();
    StageFunction filter =
        function("FilterStage")
            .runtime(LambdaRuntime.JAVA_21)
            .architecture(Architecture.ARM_64)
            .memory(2048)
            .timeout(60)
            .ephemeralStorage(1024)
            .build();
    StageFunction score = function("ScoreStage").build();
    StageFunction store = function("StoreStage").build();

    WorkflowFactory.createStandardWorkflow(
        this,
        WorkflowConfiguration.builder()
            .workflowName("ceap-candidates")
            .workflowType(WorkflowType.STANDARD)
            .description("Scores candidates")
            .steps(
                List.of(
                    new LambdaStep(
                        "EtlStage", "etlLambda", StepOptions.none().comment("Reads the orders")),
                    new GlueStep(
                        "HeavyEtlStage",
                        heavyEtl.getJobName(),
                        StepOptions.none().argument("run-date")),
                    new LambdaStep(
                        "FilterStage",
                        "filterLambda",
                        StepOptions.none()
                            .argument("limit", "100")
                            .retry(new RetryPolicy(5, 1, 1.5, Optional.of(30)))),
                    new LambdaStep(
                        "ScoreStage", "scoreLambda", StepOptions.none().reads("EtlStage")),
                    new LambdaStep(
                        "StoreStage", "storeLambda", StepOptions.none().withoutOutput())))
            .lambdaFunctions(
                Map.of(
                    "etlLambda", etl.getFunction(),
                    "filterLambda", filter.getFunction(),
                    "scoreLambda", score.getFunction(),
                    "storeLambda", store.getFunction()))
            .workflowBucket(workflowBucket)
            .build());
  }

  private StageFunction.Builder function(String stage) {
    return StageFunction.Builder.create(this, stage)
        .handler("dev.stageloom.cdk.example." + stage + "_Handler");
  }
}
