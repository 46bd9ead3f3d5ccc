package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.json.ItemWriter;
import dev.stageloom.runtime.spark.json.MismatchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Turns the items of one task into JSON Lines, in chunks of about a megabyte. A chunk's key orders
 * it: the partition in the upper 32 bits, the chunk's number in the lower; its value is the number
 * of its items and its text.
 *
 * @param stage the stage's name, for messages
 * @param uri where the text goes, for messages
 * @param format of the items
 */
record ChunkEncoder(String stage, String uri, JsonLinesFormat format)
    implements Function2<
        Integer, Iterator<InternalRow>, Iterator<Tuple2<Long, Tuple2<Long, byte[]>>>> {

  private static final int CHUNK = 1 << 20;

  @Override
  public Iterator<Tuple2<Long, Tuple2<Long, byte[]>>> call(
      Integer partition, Iterator<InternalRow> rows) {
    ItemWriter items = format.form().writer(format.schema());
    long firstKey = partition.longValue() << Integer.SIZE;
    return new Iterator<>() {
      private long key = firstKey;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Tuple2<Long, Tuple2<Long, byte[]>> next() {
        return new Tuple2<>(key++, chunk(items, rows));
      }
    };
  }

  private Tuple2<Long, byte[]> chunk(ItemWriter items, Iterator<InternalRow> rows) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    long records = 0;
    try (JsonGenerator json = JsonLinesFormat.lines(text)) {
      while (text.size() < CHUNK && rows.hasNext()) {
        items.write(rows.next(), json);
        json.writeRaw('\n');
        records++;
      }
    } catch (MismatchException e) {
      throw new InvalidDataException(
          "stage " + stage + " cannot write " + uri + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return new Tuple2<>(records, text.toByteArray());
  }
}
