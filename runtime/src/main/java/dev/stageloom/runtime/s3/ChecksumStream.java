package dev.stageloom.runtime.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** An object's bytes, compared at their end with the checksum that S3 keeps of them. */
final class ChecksumStream extends FilterInputStream {

  private final String expected;
  private final ObjectId object;
  private final long length;
  private final CRC32 checksum = new CRC32();
  private long position;

  ChecksumStream(InputStream in, String expected, ObjectId object, long length) {
    super(in);
    this.expected = expected;
    this.object = object;
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read = in.read(buffer, offset, count);
    if (read > 0) {
      checksum.update(buffer, offset, read);
      position += read;
    } else if (read < 0 && position == length) {
      verify();
    }
    return read;
  }

  private void verify() {
    String actual = S3Request.base64(checksum);
    if (!actual.equals(expected)) {
      throw new ObjectStorageException(
          "GetObject",
          "what has arrived of "
              + object.uri()
              + " has the CRC-32 checksum "
              + actual
              + ", and S3 has stored "
              + expected
              + ": it was changed on its way",
          null);
    }
  }
}
