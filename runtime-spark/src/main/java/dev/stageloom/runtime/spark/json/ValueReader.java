package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one JSON value as a value of Spark's internal rows. */
@FunctionalInterface
interface ValueReader {

  /**
   * Reads the value that starts at the parser's current token, and leaves the parser at its last
   * token.
   *
   * @param parser stands at the value's first token, which is not null
   * @return the value
   * @throws IOException if the text is not JSON, or cannot be read
   * @throws MismatchException if it is another value than the type needs
   */
  Object read(JsonParser parser) throws IOException;
}
