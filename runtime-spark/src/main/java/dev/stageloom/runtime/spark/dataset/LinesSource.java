package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.json.ItemReader;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The items of a JSON Lines file, or of a range of it. A range that does not begin with the file
 * leaves its first line, whole or not, to the range before it, and reads the line that begins right
 * behind its end. Blank lines are skipped.
 */
final class LinesSource implements ItemSource {

  /** Opens a file from a position on. */
  @FunctionalInterface
  interface Opener {

    InputStream open(long position) throws IOException;
  }

  private final FileSplit split;
  private final Opener file;
  private final InputPlace place;
  private final ItemReader items;
  private final LineInput lines;
  private long line;
  private @Nullable InternalRow item;

  LinesSource(FileSplit split, Opener file, InputStream input, InputPlace place, ItemReader items)
      throws IOException {
    this.split = split;
    this.file = file;
    this.place = place;
    this.items = items;
    this.lines = new LineInput(input, split.start());
    if (split.start() > 0 && lines.next()) {
      line++;
    }
  }

  @Override
  public boolean next() throws IOException {
    while (lines.position() <= split.end() && lines.next()) {
      line++;
      if (!lines.isBlank()) {
        item = read();
        return true;
      }
    }
    return false;
  }

  private InternalRow read() throws IOException {
    try (JsonParser parser =
        Json.FACTORY.createParser(lines.bytes(), lines.offset(), lines.length())) {
      parser.nextToken();
      InternalRow row = items.read(parser);
      if (parser.nextToken() != null) {
        throw invalid("there is more than one JSON value on the line");
      }
      return row;
    } catch (MismatchException e) {
      throw place.mismatch(lineInFile(), e);
    } catch (JacksonException e) {
      throw place.malformedLine(lineInFile(), e);
    }
  }

  private InvalidDataException invalid(String problem) throws IOException {
    return place.invalid(lineInFile(), problem);
  }

  /** The line's number. The lines before the split are counted only now that the number matters. */
  private long lineInFile() throws IOException {
    if (split.start() == 0) {
      return line;
    }
    long before = 0;
    try (InputStream start = file.open(0)) {
      byte[] buffer = new byte[1 << 16];
      long left = split.start();
      while (left > 0) {
        int count = start.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        for (int i = 0; i < count; i++) {
          before += buffer[i] == '\n' ? 1 : 0;
        }
        left -= count;
      }
    }
    return before + line;
  }

  @Override
  public InternalRow item() {
    return Objects.requireNonNull(item, "next() comes first");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
