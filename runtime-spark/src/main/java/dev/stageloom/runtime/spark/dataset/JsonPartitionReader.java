package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.json.ItemReader;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads the splits of one task. */
final class JsonPartitionReader implements PartitionReader<InternalRow> {

  private final JsonReaderFactory context;
  private final ItemReader items;
  private final Iterator<FileSplit> splits;
  private @Nullable FileSplit split;
  private @Nullable ItemSource source;
  private long records;

  JsonPartitionReader(JsonReaderFactory context, List<FileSplit> splits) {
    this.context = context;
    this.items = new ItemReader(context.form(), context.schema());
    this.splits = splits.iterator();
  }

  @Override
  public boolean next() {
    try {
      return nextItem();
    } catch (IOException e) {
      throw Storage.failure("read", split == null ? context.input().uri() : split.uri(), e);
    }
  }

  private boolean nextItem() throws IOException {
    while (source == null || !source.next()) {
      closeSource();
      if (!splits.hasNext()) {
        return false;
      }
      split = splits.next();
      source = open(split);
    }
    records++;
    return true;
  }

  private ItemSource open(FileSplit part) throws IOException {
    InputPlace place = new InputPlace(context.input().reader(), part.uri());
    Path path = new Path(part.uri());
    FileSystem files = path.getFileSystem(context.configuration().value().value());
    LinesSource.Opener opener = position -> openAt(files, path, position);
    if (part.lines()) {
      return new LinesSource(part, opener, opener.open(part.start()), place, items);
    }
    BufferedInputStream input =
        CompressedInput.of(new BufferedInputStream(opener.open(0), 1 << 16), place);
    return Json.isArray(input)
        ? new ArraySource(input, place, items)
        : new LinesSource(FileSplit.whole(part.uri()), opener, input, place, items);
  }

  private FSDataInputStream openAt(FileSystem files, Path path, long position) {
    try {
      FSDataInputStream input = files.open(path);
      if (position > 0) {
        input.seek(position);
      }
      return input;
    } catch (FileNotFoundException e) {
      throw OutputFinder.missingPart(path.toString(), context.input(), e);
    } catch (IOException e) {
      throw Storage.failure("read", path.toString(), e);
    }
  }

  @Override
  public InternalRow get() {
    return Objects.requireNonNull(source, "next() comes first").item();
  }

  private void closeSource() throws IOException {
    if (source != null && split != null) {
      context.counts().add(new ReadCounts.SplitCount(split.uri(), split.start(), records));
      records = 0;
      ItemSource done = source;
      source = null;
      done.close();
    }
  }

  @Override
  public void close() throws IOException {
    closeSource();
  }
}
