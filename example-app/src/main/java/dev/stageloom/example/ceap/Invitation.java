package dev.stageloom.example.ceap;

/**
 * A customer to ask.
 *
 * @param rank 1 for the most promising
 * @param customerKey the customer
 * @param score the customer's score
 * @param campaign the execution that chose the customer
 */
public record Invitation(int rank, long customerKey, int score, String campaign) {}
