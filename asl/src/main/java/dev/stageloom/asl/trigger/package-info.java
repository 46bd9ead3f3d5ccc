/** What starts the executions of a workflow, with the rules that AWS has for it. */
package dev.stageloom.asl.trigger;
