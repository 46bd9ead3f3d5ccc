/** What one run of a workflow takes at worst: time, state transitions, money. */
package dev.stageloom.processor.estimate;
