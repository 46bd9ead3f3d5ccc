package dev.stageloom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Copies bytes of an object into a temporary file, as if a client had sent them. */
final class ReceivedCopy {

  private final ObjectStore objects;
  private final ObjectStore.OpenObject source;

  ReceivedCopy(ObjectStore objects, ObjectStore.OpenObject source) {
    this.objects = objects;
    this.source = source;
  }

  /** Copies a range and hands it on. */
  <T> T receive(ByteRange range, BodyReceiver.Use<T> use) throws IOException {
    Path file = objects.newTemporaryFile();
    try {
      MessageDigest md5 = EntityTags.digest();
      source.channel().position(range.start());
      InputStream in = Channels.newInputStream(source.channel());
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[1 << 16];
        long left = range.length();
        while (left > 0) {
          int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (count < 0) {
            throw new IOException("the object's file was cut while it was copied");
          }
          out.write(buffer, 0, count);
          md5.update(buffer, 0, count);
          left -= count;
        }
      }
      return use.apply(
          new ReceivedBody(file, HexFormat.of().formatHex(md5.digest()), range.length()));
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
