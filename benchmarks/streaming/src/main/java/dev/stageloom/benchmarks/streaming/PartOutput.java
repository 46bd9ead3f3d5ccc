package dev.stageloom.benchmarks.streaming;

import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.UploadedPart;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A multipart upload as one writes it first: a buffer, uploaded whenever it is full. */
final class PartOutput extends OutputStream {

  private static final int PART_SIZE = 8 << 20;

  private final ObjectStorage storage;
  private final ObjectId object;
  private final String upload;
  private final List<UploadedPart> parts = new ArrayList<>();
  private final byte[] buffer = new byte[PART_SIZE];
  private int length;

  PartOutput(ObjectStorage storage, ObjectId object) {
    this.storage = storage;
    this.object = object;
    this.upload =
        storage.createMultipartUpload(object, new ObjectHeaders("application/x-ndjson", ""));
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      int now = Math.min(count - done, buffer.length - length);
      System.arraycopy(bytes, offset + done, buffer, length, now);
      length += now;
      done += now;
      if (length == buffer.length) {
        uploadPart();
      }
    }
  }

  private void uploadPart() {
    parts.add(storage.uploadPart(object, upload, parts.size() + 1, buffer, length));
    length = 0;
  }

  /** The library closes more often than once. */
  void complete() {
    if (length > 0) {
      uploadPart();
    }
    storage.completeMultipartUpload(object, upload, parts);
  }
}
