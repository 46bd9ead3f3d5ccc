package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceSqsQueueParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetStateMachineParametersProperty;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The pipe from the queue to the state machine: one message, one execution. */
final class SourcePipe {

  private SourcePipe() {}

  /**
   * Creates the pipe and its role.
   *
   * @param workflow the workflow's construct
   * @param type the workflow's type
   * @param queue the queue
   * @param stateMachine the state machine
   * @return the pipe
   */
  static CfnPipe create(
      Construct workflow, WorkflowType type, IQueue queue, StateMachine stateMachine) {
    boolean waits = type == WorkflowType.EXPRESS;
    PolicyDocument permissions = new PolicyDocument();
    permissions.addStatements(
        StagePermissions.allow(
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
            List.of(queue.getQueueArn())),
        StagePermissions.allow(
            List.of(waits ? "states:StartSyncExecution" : "states:StartExecution"),
            List.of(stateMachine.getStateMachineArn())));
    if (queue.getEncryptionMasterKey() != null) {
      permissions.addStatements(
          StagePermissions.allow(
              List.of("kms:Decrypt"), List.of(queue.getEncryptionMasterKey().getKeyArn())));
    }
    Role role =
        Role.Builder.create(workflow, "PipeRole")
            .assumedBy(
                ServicePrincipal.Builder.create("pipes.amazonaws.com")
                    .conditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Stack.of(workflow).getAccount())))
                    .build())
            .inlinePolicies(Map.of("Pipe", permissions))
            .build();
    return CfnPipe.Builder.create(workflow, "Pipe")
        .roleArn(role.getRoleArn())
        .source(queue.getQueueArn())
        .sourceParameters(
            PipeSourceParametersProperty.builder()
                .sqsQueueParameters(
                    PipeSourceSqsQueueParametersProperty.builder().batchSize(1).build())
                .build())
        .target(stateMachine.getStateMachineArn())
        .targetParameters(
            PipeTargetParametersProperty.builder()
                .stepFunctionStateMachineParameters(
                    PipeTargetStateMachineParametersProperty.builder()
                        .invocationType(waits ? "REQUEST_RESPONSE" : "FIRE_AND_FORGET")
                        .build())
                .build())
        .build();
  }
}
