package dev.stageloom.cdk;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one thing, so that its user sees all of it at once. */
final class Problems {

  private final String subject;
  private final List<String> messages = new ArrayList<>();

  /**
   * Starts without a problem.
   *
   * @param subject what is checked, as the start of the message
   */
  Problems(String subject) {
    this.subject = subject;
  }

  /**
   * Adds a problem.
   *
   * @param message what is wrong and how to fix it
   */
  void add(String message) {
    messages.add(message);
  }

  /**
   * Adds a problem when a number is outside its range.
   *
   * @param what the attribute with its unit
   * @param value the number
   * @param min the smallest allowed number
   * @param max the largest allowed number
   */
  void requireRange(String what, int value, int min, int max) {
    if (value < min || value > max) {
      add(what + " is " + value + ": it must be from " + min + " to " + max);
    }
  }

  /**
   * Adds a problem when a number is too small.
   *
   * @param what the attribute
   * @param value the number
   * @param min the smallest allowed number
   */
  void requireMin(String what, int value, int min) {
    if (value < min) {
      add(what + " is " + value + ": it must be at least " + min);
    }
  }

  /**
   * Fails if there is a problem.
   *
   * @throws IllegalArgumentException with one line, or one line for each of several problems
   */
  void throwIfAny() {
    if (messages.size() == 1) {
      throw new IllegalArgumentException(subject + ": " + messages.get(0));
    }
    if (!messages.isEmpty()) {
      throw new IllegalArgumentException(subject + ":\n  - " + String.join("\n  - ", messages));
    }
  }
}
