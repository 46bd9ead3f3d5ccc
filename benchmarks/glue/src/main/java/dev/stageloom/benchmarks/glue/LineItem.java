package dev.stageloom.benchmarks.glue;

import java.time.LocalDate;

/** A line of an order, as TPC-H has it; prices are in cents. */
public record LineItem(
    long orderKey,
    long partKey,
    long supplierKey,
    int lineNumber,
    long quantity,
    long extendedPriceCents,
    long discountPercent,
    long taxPercent,
    String returnFlag,
    String lineStatus,
    LocalDate shipDate,
    LocalDate commitDate,
    LocalDate receiptDate,
    String shipInstructions,
    String shipMode,
    String comment) {}
