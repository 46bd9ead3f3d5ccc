package dev.stageloom.example.ceap;

/**
 * A customer who may be asked.
 *
 * @param customerKey the customer
 * @param fulfilledOrders how many orders were delivered
 * @param spentCents what the customer kept of them cost
 * @param daysSinceLastOrder how long ago the newest was placed
 */
public record Candidate(
    long customerKey, long fulfilledOrders, long spentCents, int daysSinceLastOrder) {}
