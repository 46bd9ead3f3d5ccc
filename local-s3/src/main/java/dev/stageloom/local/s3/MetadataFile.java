package dev.stageloom.local.s3;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What S3 knows of an object beside its bytes, in a properties file.
 *
 * @param key the object's key
 * @param etag its entity tag
 * @param size the size of the file that this belongs to
 * @param modifiedMillis that file's time of modification
 * @param headers the headers the object was stored with
 */
record MetadataFile(
    String key, String etag, long size, long modifiedMillis, Map<String, String> headers) {

  private static final String HEADER = "header.";

  /** Whether this still describes the file: it does not when somebody has edited the file. */
  boolean describes(long fileSize, long fileModifiedMillis) {
    return size == fileSize && modifiedMillis == fileModifiedMillis;
  }

  static Optional<MetadataFile> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(HEADER)) {
        headers.put(name.substring(HEADER.length()), properties.getProperty(name));
      }
    }
    return Optional.of(
        new MetadataFile(
            properties.getProperty("key", ""),
            properties.getProperty("etag", ""),
            Long.parseLong(properties.getProperty("size", "-1")),
            Long.parseLong(properties.getProperty("modified", "-1")),
            headers));
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("key", key);
    properties.setProperty("etag", etag);
    properties.setProperty("size", Long.toString(size));
    properties.setProperty("modified", Long.toString(modifiedMillis));
    headers.forEach((name, value) -> properties.setProperty(HEADER + name, value));
    Files.createDirectories(file.getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }
}
