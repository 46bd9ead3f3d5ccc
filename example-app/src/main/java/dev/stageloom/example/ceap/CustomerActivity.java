package dev.stageloom.example.ceap;

import java.time.LocalDate;

/**
 * What a customer's orders say about the customer.
 *
 * @param customerKey the customer
 * @param orders the number of orders
 * @param fulfilledOrders how many of them were delivered
 * @param spentCents what the delivered ones cost
 * @param lastFulfilledOrder when the newest delivered one was placed; null without any
 */
public record CustomerActivity(
    long customerKey,
    long orders,
    long fulfilledOrders,
    long spentCents,
    LocalDate lastFulfilledOrder) {}
