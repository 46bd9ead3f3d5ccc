package dev.stageloom.local;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import dev.stageloom.asl.json.JsonObject;
import dev.stageloom.runtime.Decompression;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stage wrote, read from disk: one file, or the committed part files of a dataset; what is
 * compressed is decompressed.
 *
 * @param path the file or the folder
 */
public record StageOutput(Path path) {

  private static final String PARQUET = ".parquet";

  /**
   * The output as text, for example of a single value.
   *
   * @return all of it
   * @throws IllegalStateException if it is Parquet or not complete
   * @throws UncheckedIOException if it cannot be read
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Path file : files()) {
      text.append(read(file));
    }
    return text.toString();
  }

  /**
   * The lines of a collection's JSON Lines; a dataset's in the order of its parts.
   *
   * @return each item as JSON
   * @throws IllegalStateException if it is Parquet or not complete
   * @throws UncheckedIOException if they cannot be read
   */
  public List<String> lines() {
    return text().lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * A single value.
   *
   * @param type its class, one of the workflow's data types
   * @return the value
   * @param <T> the type
   * @throws UncheckedIOException if it cannot be read
   */
  public <T> T value(Class<T> type) {
    return parse(StageRuntime.defaultJsonb(), type, text());
  }

  /**
   * A collection's items; a dataset's in the order of its parts.
   *
   * @param type their class, one of the workflow's data types
   * @return the items
   * @param <T> the type
   * @throws UncheckedIOException if they cannot be read
   */
  public <T> List<T> items(Class<T> type) {
    Jsonb jsonb = StageRuntime.defaultJsonb();
    return lines().stream().map(line -> parse(jsonb, type, line)).toList();
  }

  private static <T> T parse(Jsonb jsonb, Class<T> type, String json) {
    try (JsonReader reader = jsonb.reader(json)) {
      // The library's adapter of texts expects that a token was looked at.
      reader.currentToken();
      return jsonb.type(type).fromJson(reader);
    }
  }

  private List<Path> files() {
    if (path.toString().endsWith(PARQUET)) {
      throw new IllegalStateException(
          "the output " + path + " is Parquet: read it with Spark, spark.read().parquet(...)");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Path marker = path.resolve(OutputLocation.SUCCESS_MARKER);
    if (!Files.exists(marker)) {
      throw new IllegalStateException(
          "the dataset "
              + path
              + " has no "
              + OutputLocation.SUCCESS_MARKER
              + ": it is not complete");
    }
    String commit = read(marker);
    return commit.isBlank() ? allParts() : committedParts(marker, commit);
  }

  private List<Path> committedParts(Path marker, String commit) {
    try {
      List<Path> files = new ArrayList<>();
      for (JsonObject part :
          JsonObject.of(marker.toString(), Json.parse(commit)).objects("parts")) {
        files.add(path.resolve(part.string("name")));
      }
      return files;
    } catch (JsonException e) {
      throw new IllegalStateException(
          marker + " does not list the parts as Stageloom does: " + e.getMessage(), e);
    }
  }

  private List<Path> allParts() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("_"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e, e);
    }
  }

  private static String read(Path file) {
    try (InputStream content = Decompression.of(Files.newInputStream(file))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e, e);
    }
  }
}
