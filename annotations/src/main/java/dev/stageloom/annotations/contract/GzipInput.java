package dev.stageloom.annotations.contract;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip data (RFC 1952), all members of it.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used: it takes what it cannot read behind a
 * member, and a member that its source has not buffered, for the end of the data.
 */
public final class GzipInput extends InputStream {

  private static final int BUFFER = 1 << 16;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(/* nowrap= */ true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private boolean inMember;
  private boolean ended;

  /**
   * Reads gzip data.
   *
   * @param in the data, from its first byte on; closed with this
   */
  public GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads bytes.
   *
   * @throws EOFException if the data ends within a member
   * @throws IOException if it is not gzip or has changed since it was compressed
   */
  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        break;
      }
      int read = inflate(target, offset, count);
      if (read > 0) {
        checksum.update(target, offset, read);
        return read;
      }
      endMember();
    }
    return -1;
  }

  /** Goes on with the member; 0 at its end. */
  private int inflate(byte[] target, int offset, int count) throws IOException {
    try {
      while (true) {
        int read = inflater.inflate(target, offset, count);
        if (read > 0 || inflater.finished()) {
          return read;
        }
        if (inflater.needsDictionary()) {
          throw new IOException("the deflate data asks for a dictionary");
        }
        if (position == filled) {
          require(fill());
        }
        inflater.setInput(buffer, position, filled - position);
        position = filled;
      }
    } catch (DataFormatException e) {
      throw new IOException("the deflate data is not valid: " + e.getMessage(), e);
    }
  }

  /** Reads a member's header; false at the end of the data. */
  private boolean beginMember() throws IOException {
    if (position == filled && !fill()) {
      return false;
    }
    if (next() != 0x1f || next() != 0x8b) {
      throw new IOException("there is something else behind the gzip data");
    }
    if (next() != DEFLATE) {
      throw new IOException("its method is not deflate");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  /** Reads what stands behind a member's data, and compares. */
  private void endMember() throws IOException {
    position -= inflater.getRemaining();
    if (number() != checksum.getValue()) {
      throw new IOException("the checksum is not that of the content");
    }
    if (number() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new IOException("the length is not that of the content");
    }
    inMember = false;
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // Goes on.
    }
  }

  private int next() throws IOException {
    if (position == filled) {
      require(fill());
    }
    return buffer[position++] & 0xff;
  }

  private static void require(boolean more) throws EOFException {
    if (!more) {
      throw new EOFException("the data ends in the middle: it was cut off");
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }
}
