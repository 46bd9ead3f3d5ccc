package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;

/**
 * Says where in a stage's input something is wrong. Nothing of the data itself is quoted.
 *
 * @param reader the name of the stage that reads
 * @param uri the file
 */
record InputPlace(String reader, String uri) {

  InvalidDataException mismatch(long line, MismatchException cause) {
    return invalid(line, String.valueOf(cause.getMessage()));
  }

  /** The parser's own exception is not kept as the cause: it quotes the data. */
  InvalidDataException malformedLine(long line, JacksonException cause) {
    if (cause instanceof JsonEOFException) {
      return invalid(
          line,
          "the line ends in the middle of a JSON value. The file was cut off, or the value spans"
              + " several lines: write one value a line, or one JSON array");
    }
    return invalid(line, "not valid JSON at character " + column(cause));
  }

  InvalidDataException malformedArray(JacksonException cause) {
    if (cause instanceof JsonEOFException) {
      return invalid(line(cause), "the file ends in the middle of its JSON array: it was cut off");
    }
    return invalid(line(cause), "not valid JSON at character " + column(cause));
  }

  /** What was not decompressed: the reason quotes no data. */
  InvalidDataException broken(IOException cause) {
    return new InvalidDataException(
        "stage "
            + reader
            + " cannot read "
            + uri
            + ": its compression is broken: "
            + cause.getMessage(),
        cause);
  }

  InvalidDataException invalid(long line, String problem) {
    return new InvalidDataException(
        "stage " + reader + " cannot read " + uri + ", line " + line + ": " + problem);
  }

  private static long line(JacksonException cause) {
    return cause.getLocation() == null ? 1 : cause.getLocation().getLineNr();
  }

  private static long column(JacksonException cause) {
    return cause.getLocation() == null ? 1 : cause.getLocation().getColumnNr();
  }
}
