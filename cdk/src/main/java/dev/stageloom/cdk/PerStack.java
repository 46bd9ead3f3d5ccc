package dev.stageloom.cdk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * Something that is made once for each stack: an import, whose construct's id may be used once.
 *
 * @param <T> what is made
 */
final class PerStack<T> {

  private final Function<Construct, ? extends T> factory;
  private final Map<Stack, T> made = new HashMap<>();

  /**
   * Prepares it.
   *
   * @param factory makes it, with the stack as the scope
   */
  PerStack(Function<Construct, ? extends T> factory) {
    this.factory = factory;
  }

  /**
   * What was made for the stack, or is made now.
   *
   * @param scope a construct in the stack
   * @return the same for every construct of the stack
   */
  synchronized T in(Construct scope) {
    return made.computeIfAbsent(Stack.of(scope), factory);
  }
}
