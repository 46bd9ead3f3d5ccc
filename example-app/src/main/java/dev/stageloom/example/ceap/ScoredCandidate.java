package dev.stageloom.example.ceap;

/**
 * A candidate and how likely an answer is.
 *
 * @param customerKey the customer
 * @param score 0 (unlikely) to 100
 */
public record ScoredCandidate(long customerKey, int score) {}
