package dev.stageloom.example.ceap;

import java.time.LocalDate;
import java.util.List;

/**
 * An order as the shop has it.
 *
 * @param orderKey the order
 * @param customerKey who ordered
 * @param status what became of it
 * @param orderDate when it was placed
 * @param lines what was ordered
 */
public record Order(
    long orderKey,
    long customerKey,
    OrderStatus status,
    LocalDate orderDate,
    List<LineItem> lines) {}
