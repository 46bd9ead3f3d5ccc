package dev.stageloom.benchmarks.synth;

import dev.stageloom.cdk.LambdaStep;
import dev.stageloom.cdk.StageFunction;
import dev.stageloom.cdk.WorkflowConfiguration;
import dev.stageloom.cdk.WorkflowFactory;
import dev.stageloom.cdk.WorkflowResources;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.IBucket;

/** A workflow's stack as a generated one builds it. */
public final class GeneratedApp {

  private GeneratedApp() {}

  /**
   * Synthesizes.
   *
   * @param arguments the number of stages, the jar to deploy, the output directory
   */
  public static void main(String[] arguments) {
    WorkflowResources resources =
        WorkflowResources.builder().lambdaJar(Path.of(arguments[1])).build();
    App app = new App(AppProps.builder().outdir(arguments[2]).build());
    Stack stack = new Stack(app, "orders");
    IBucket bucket = WorkflowFactory.createWorkflowBucket(stack, resources);
    WorkflowConfiguration.Builder workflow =
        WorkflowConfiguration.builder().workflowName("orders").workflowBucket(bucket);
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      String stage = "Stage" + i;
      workflow.step(
          LambdaStep.of(
              stage,
              StageFunction.Builder.create(stack, stage)
                  .handler("p." + stage + "_Handler")
                  .resources(resources)
                  .build()));
    }
    WorkflowFactory.createStandardWorkflow(stack, workflow.resources(resources).build());
    app.synth();
    System.exit(0);
  }
}
