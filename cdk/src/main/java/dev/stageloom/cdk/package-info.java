/**
 * What a generated CDK stack calls, and what builds the same stack by hand.
 *
 * <p>{@link dev.stageloom.cdk.WorkflowFactory} makes a workflow of stages: {@link
 * dev.stageloom.cdk.StageFunction} is a Lambda stage, {@link dev.stageloom.cdk.StageJob} a Glue
 * stage, {@link dev.stageloom.cdk.StageWorkflow} the state machine with its queue, pipe and failure
 * notices. {@link dev.stageloom.cdk.StageloomApp} is the main class that {@code cdk.json} runs.
 */
@NullMarked
package dev.stageloom.cdk;

import org.jspecify.annotations.NullMarked;
