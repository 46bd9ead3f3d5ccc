/**
 * What the triggers of a workflow hand to its first stage, for a stage that wants it typed. Any
 * record with some of the same fields does as well.
 */
package dev.stageloom.annotations.event;
