/**
 * The Amazon States Language as Java records, in its JSONata form only: {@link
 * dev.stageloom.asl.StateMachine} and its {@link dev.stageloom.asl.State states}, {@link
 * dev.stageloom.asl.AslWriter} and {@link dev.stageloom.asl.AslReader}. It depends on nothing but
 * the JDK.
 *
 * <p>The rules and bounds are those of the Amazon States Language specification
 * (https://states-language.net/spec.html) and of the AWS Step Functions developer guide, "Handling
 * errors" and "Step Functions service quotas", as of 2026-11.
 */
package dev.stageloom.asl;
