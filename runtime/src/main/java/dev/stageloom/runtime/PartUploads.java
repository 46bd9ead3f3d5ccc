package dev.stageloom.runtime;

import dev.stageloom.runtime.s3.ObjectContent;
import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.ObjectStorageException;
import dev.stageloom.runtime.s3.UploadedPart;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload whose parts are sent in the background, {@value #PARALLEL} at a time. All
 * methods throw {@link ObjectStorageException}.
 */
final class PartUploads {

  /**
   * How many parts are under way while the next one is filled. One connection carries less than a
   * function's network; each costs a part's memory.
   */
  static final int PARALLEL = 2;

  private final ObjectStorage s3;
  private final ObjectId object;
  private final String id;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          PARALLEL,
          task -> {
            Thread thread = new Thread(task, "stageloom-upload");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Sending> underWay = new ArrayDeque<>();
  private final List<UploadedPart> parts = new ArrayList<>();
  private int begun;

  private record Sending(byte[] bytes, Future<UploadedPart> part) {}

  /** Begins an upload. */
  PartUploads(ObjectStorage s3, ObjectId object, ObjectHeaders headers) {
    this.s3 = s3;
    this.object = object;
    this.id = s3.createMultipartUpload(object, headers);
  }

  /**
   * Begins to send a part, and waits until another can be begun.
   *
   * @param bytes the part; no longer the caller's
   * @return a buffer of an earlier part, to be used again; null if there is none
   */
  byte @Nullable [] send(byte[] bytes, int length) {
    int number = ++begun;
    underWay.add(
        new Sending(bytes, threads.submit(() -> s3.uploadPart(object, id, number, bytes, length))));
    if (underWay.size() <= PARALLEL) {
      return null;
    }
    return awaitFirst();
  }

  /** How many parts were begun. */
  int begun() {
    return begun;
  }

  private byte[] awaitFirst() {
    Sending first = underWay.remove();
    try {
      parts.add(first.part().get());
      return first.bytes();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ObjectStorageException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      underWay.addFirst(first);
      Thread.currentThread().interrupt();
      throw new ObjectStorageException("UploadPart", "the stage was interrupted", e);
    }
  }

  /** Waits for all parts and makes them the object. */
  void complete() {
    while (!underWay.isEmpty()) {
      awaitFirst();
    }
    threads.shutdown();
    try {
      s3.completeMultipartUpload(object, id, parts);
    } catch (ObjectStorageException e) {
      if (!isGone(e) || !isCompleted()) {
        throw e;
      }
    }
  }

  private static boolean isGone(ObjectStorageException e) {
    return e.errorCode().equals("NoSuchUpload");
  }

  /**
   * Whether the object is that of this upload: an attempt whose answer was lost may have completed
   * it. Its entity tag tells where S3 makes it of the parts' tags, so without a KMS key.
   */
  private boolean isCompleted() {
    ObjectContent content = s3.get(object);
    try (InputStream unread = content.body()) {
      return unquoted(content.etag()).equals(entityTag());
    } catch (IOException e) {
      return false;
    }
  }

  private String entityTag() {
    MessageDigest md5;
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (UploadedPart part : parts) {
      try {
        md5.update(HexFormat.of().parseHex(unquoted(part.etag())));
      } catch (IllegalArgumentException e) {
        return "not made of these parts' tags";
      }
    }
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }

  /** Drops the upload, when no part is under way any more: such a part would stay behind. */
  void abort() {
    threads.shutdown();
    boolean interrupted = false;
    while (!underWay.isEmpty()) {
      try {
        underWay.element().part().get();
        underWay.remove();
      } catch (ExecutionException e) {
        underWay.remove();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      s3.abortMultipartUpload(object, id);
    } catch (ObjectStorageException e) {
      if (!isGone(e)) {
        throw e;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
