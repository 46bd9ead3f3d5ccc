package dev.stageloom.processor.generate;

/** The one sentence that describes a stage or workflow. */
final class Descriptions {

  private Descriptions() {}

  /** The given description, or else the fallback, ended by a full stop. */
  static String sentence(String description, String fallback) {
    String text = description.isBlank() ? fallback : description.strip();
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }
}
