package dev.stageloom.local.interpreter;

import org.jspecify.annotations.Nullable;

/**
 * The item that an iteration of a Map state runs for.
 *
 * @param index its index, from 0
 * @param value the item
 */
record MapItem(int index, @Nullable Object value) {}
