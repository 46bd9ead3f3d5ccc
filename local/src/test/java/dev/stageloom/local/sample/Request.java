package dev.stageloom.local.sample;

/**
 * The message that starts the sample workflows.
 *
 * @param orders how many orders to make
 * @param fault what the stage that makes them shall do wrong; null for nothing
 */
public record Request(int orders, String fault) {}
