package dev.stageloom.local.sample;

/** A user's code, seen from the runner. */
public final class Shop {

  private Shop() {}

  /** A failure with this class on its stack. */
  public static IllegalStateException closed(String message) {
    return new IllegalStateException(message);
  }
}
