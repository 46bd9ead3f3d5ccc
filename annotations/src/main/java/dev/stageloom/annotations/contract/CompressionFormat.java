package dev.stageloom.annotations.contract;

import dev.stageloom.annotations.Compression;

/** Tells how data is compressed. JSON begins with none of the bytes that compressed data does. */
public final class CompressionFormat {

  /** How many bytes it takes to tell. */
  public static final int LENGTH = 4;

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  /** A frame of Zstandard that is to be skipped; its first byte is 0x50 to 0x5f. */
  private static final byte[] ZSTD_SKIPPABLE = {0x2a, 0x4d, 0x18};

  private CompressionFormat() {}

  /**
   * Tells the format by the first bytes.
   *
   * @param start the first {@value #LENGTH} bytes; fewer where there are no more
   * @return the format; {@link Compression#NONE} for what is in no known one
   */
  public static Compression of(byte[] start) {
    if (has(GZIP, start, 0)) {
      return Compression.GZIP;
    }
    boolean skippable = has(ZSTD_SKIPPABLE, start, 1) && start[0] >= 0x50 && start[0] <= 0x5f;
    return skippable || has(ZSTD, start, 0) ? Compression.ZSTD : Compression.NONE;
  }

  /**
   * Tells the format by a file's name.
   *
   * @param name the name or path
   * @return the format that its extension stands for
   */
  public static Compression ofName(String name) {
    for (Compression compression : Compression.values()) {
      if (compression != Compression.NONE && name.endsWith(compression.extension())) {
        return compression;
      }
    }
    return Compression.NONE;
  }

  private static boolean has(byte[] magic, byte[] start, int offset) {
    if (start.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (start[offset + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
