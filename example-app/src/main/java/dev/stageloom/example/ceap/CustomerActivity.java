package dev.stageloom.example.ceap;

import java.time.LocalDate;

/**
 * What a customer's orders say about the customer.
 *
 * @param customerKey the customer
 * @param orders the number of orders
 * @param fulfilledOrders how many of them were delivered
 * @param items how many pieces were in the delivered ones
 * @param returnedItems how many of these the customer sent back
 * @param spentCents what the others cost
 * @param lastFulfilledOrder when the newest delivered order was placed; null without any
 */
public record CustomerActivity(
    long customerKey,
    long orders,
    long fulfilledOrders,
    long items,
    long returnedItems,
    long spentCents,
    LocalDate lastFulfilledOrder) {}
