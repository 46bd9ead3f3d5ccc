package dev.stageloom.annotations.event;

import java.time.Instant;

/**
 * The message of a schedule without an input of its own.
 *
 * @param scheduledTime the time that the start was planned for
 * @param scheduleExecutionId the id of the start; the same if EventBridge Scheduler delivers it
 *     twice
 */
public record ScheduledStart(Instant scheduledTime, String scheduleExecutionId) {}
