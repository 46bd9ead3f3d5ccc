package dev.stageloom.annotations;

/**
 * How a stage's output is compressed. Readers tell it by the output's first bytes, so that a stage
 * may change it at any time.
 */
public enum Compression {
  /** Not at all. */
  NONE("", ""),

  /** gzip (RFC 1952): every tool reads it. */
  GZIP("gzip", ".gz"),

  /**
   * Zstandard (RFC 8878): smaller than gzip, and several times faster. Lambda functions that write
   * or read it need the dependency {@code com.github.luben:zstd-jni}; Glue has it.
   */
  ZSTD("zstd", ".zst");

  private final String contentEncoding;
  private final String extension;

  Compression(String contentEncoding, String extension) {
    this.contentEncoding = contentEncoding;
    this.extension = extension;
  }

  /**
   * The value of HTTP's {@code Content-Encoding}, which is also the format's name.
   *
   * @return the name; empty for {@link #NONE}
   */
  public String contentEncoding() {
    return contentEncoding;
  }

  /**
   * What the names of compressed files end with.
   *
   * @return the extension with its dot; empty for {@link #NONE}
   */
  public String extension() {
    return extension;
  }
}
