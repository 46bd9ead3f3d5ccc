package dev.stageloom.example.ceap;

import java.time.LocalDate;

/**
 * An order as the shop has it.
 *
 * @param orderKey the order
 * @param customerKey who ordered
 * @param status what became of it
 * @param priceCents its total price
 * @param orderDate when it was placed
 */
public record Order(
    long orderKey, long customerKey, OrderStatus status, long priceCents, LocalDate orderDate) {}
