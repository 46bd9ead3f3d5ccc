/**
 * The state machine of a linear workflow of stages: what the annotation processor writes and the
 * CDK constructs deploy. {@link dev.stageloom.asl.workflow.LinearWorkflow} is where to begin.
 */
package dev.stageloom.asl.workflow;
