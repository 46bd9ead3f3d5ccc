package dev.stageloom.runtime.sample;

/** The message that starts the workflow. */
public record Trigger(String source, int count) {}
