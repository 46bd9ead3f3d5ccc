/**
 * What users write: {@link dev.stageloom.annotations.Workflow} on one class, {@link
 * dev.stageloom.annotations.LambdaStage} or {@link dev.stageloom.annotations.GlueStage} on each
 * stage. This package depends on nothing but the JDK.
 */
package dev.stageloom.annotations;
