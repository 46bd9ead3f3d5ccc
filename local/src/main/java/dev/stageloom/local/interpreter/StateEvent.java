package dev.stageloom.local.interpreter;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a state, for {@link ExecutionListener}s.
 *
 * @param name the state's name
 * @param type the state's type as the Amazon States Language names it, such as {@code Task}
 * @param resource the ARN of what a Task state runs; empty for other states
 * @param mapIndex the index of the item, from 0, inside a Map state; empty elsewhere
 * @param input the state's input, as JSON values; not to be changed
 * @param entered when the execution entered the state
 */
public record StateEvent(
    String name,
    String type,
    Optional<String> resource,
    Optional<Integer> mapIndex,
    @Nullable Object input,
    Instant entered) {}
