package dev.stageloom.runtime;

import dev.stageloom.annotations.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What a handler does before Lambda takes the snapshot that its later starts begin with
 * (SnapStart): what is loaded by then need not be loaded again. A sample that cannot be read, or an
 * S3 that does not answer, is left to the first event.
 */
public final class Priming {

  private Compression compression = Compression.NONE;

  Priming() {}

  /**
   * Has the samples that follow compressed and decompressed too.
   *
   * @param compression that of the stage's output
   */
  public void compress(Compression compression) {
    this.compression = compression;
  }

  /**
   * Reads and writes a sample of the stage's data.
   *
   * @param type how it is read and written
   * @param json a value of the type
   * @param <T> the type
   */
  public <T> void sample(DataType<T> type, String json) {
    try {
      byte[] written = type.write(JsonValue.parse(type, json.getBytes(StandardCharsets.UTF_8)));
      if (compression != Compression.NONE) {
        byte[] unused = decompress(compress(written));
      }
    } catch (IOException | MalformedJsonException | RuntimeException e) {
      // The sample was made of the type's fields; its class may ask for more.
    }
  }

  private byte[] compress(byte[] json) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = OutputBody.compressor(compression, compressed)) {
      out.write(json);
    }
    return compressed.toByteArray();
  }

  private static byte[] decompress(byte[] compressed) throws IOException {
    try (InputStream in = Decompression.of(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  /** Runs before the snapshot. The runtime keeps it, because Lambda's own reference is weak. */
  static final class BeforeSnapshot implements Resource {

    private final StageStorage storage;
    private final Consumer<Priming> samples;

    private BeforeSnapshot(StageStorage storage, Consumer<Priming> samples) {
      this.storage = storage;
      this.samples = samples;
    }

    static BeforeSnapshot register(StageStorage storage, Consumer<Priming> samples) {
      BeforeSnapshot priming = new BeforeSnapshot(storage, samples);
      Core.getGlobalContext().register(priming);
      return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      samples.accept(new Priming());
      try {
        storage.prime();
      } catch (IOException | RuntimeException e) {
        // The first event's request finds out whether this was more than a moment's failure.
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }
}
