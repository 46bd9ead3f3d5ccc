/**
 * Runs a state machine in this JVM as Step Functions runs it: {@link
 * dev.stageloom.local.interpreter.StateMachineInterpreter}. What tasks do is up to a {@link
 * dev.stageloom.local.interpreter.TaskInvoker}.
 *
 * <p>The rules are those of the Amazon States Language specification
 * (https://states-language.net/spec.html) and of the AWS Step Functions developer guide, as of
 * 2026-11. Expressions are evaluated by a port of JSONata to Java, with the functions that Step
 * Functions adds.
 */
package dev.stageloom.local.interpreter;
