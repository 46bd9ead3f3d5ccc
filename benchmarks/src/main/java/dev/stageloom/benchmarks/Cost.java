package dev.stageloom.benchmarks;

/**
 * What one compile took.
 *
 * @param cpu seconds of processor time, user and system
 * @param wall seconds that passed
 */
record Cost(double cpu, double wall) {}
