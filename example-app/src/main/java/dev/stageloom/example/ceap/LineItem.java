package dev.stageloom.example.ceap;

/**
 * A line of an order.
 *
 * @param partKey what was ordered
 * @param quantity how many pieces of it
 * @param priceCents what they cost together, with discount and tax
 * @param returned whether the customer sent them back
 */
public record LineItem(long partKey, long quantity, long priceCents, boolean returned) {}
