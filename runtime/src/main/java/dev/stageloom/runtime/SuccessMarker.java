package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the marker that commits a dataset. Ours lists the part files, as does the one of Hadoop's
 * S3A committers; an empty one, which Spark writes, means all part files.
 */
final class SuccessMarker {

  /** Hadoop's markers name no more part files than this (SUCCESS_MARKER_FILE_LIMIT). */
  private static final int HADOOP_LIMIT = 100;

  private final OutputLocation location;

  SuccessMarker(OutputLocation location) {
    this.location = location;
  }

  /**
   * The keys of the committed part files.
   *
   * @param json the marker's content
   * @return empty when the marker lists none because all are committed
   * @throws InvalidDataException if it is in no known format
   */
  Optional<List<String>> committedKeys(Jsonb jsonb, byte[] json) {
    if (new String(json, StandardCharsets.UTF_8).isBlank()) {
      return Optional.empty();
    }
    Object content;
    try {
      content =
          JsonValue.parse(
              new DataType<>(jsonb, jsonb.type(Object.class), FieldRules.NONE), trim(json));
    } catch (MalformedJsonException e) {
      throw invalid("it is not JSON: " + e.reason());
    }
    if (content instanceof Map<?, ?> marker) {
      if (marker.get("stageloom") != null) {
        return Optional.of(ownKeys(marker.get("parts")));
      }
      if (marker.get("filenames") != null) {
        return Optional.of(hadoopKeys(marker.get("filenames")));
      }
    }
    throw invalid("neither Stageloom nor a committer of Hadoop's S3A has written it");
  }

  private static byte[] trim(byte[] json) {
    return new String(json, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8);
  }

  private List<String> ownKeys(@Nullable Object parts) {
    List<String> keys = new ArrayList<>();
    if (!(parts instanceof List<?> list)) {
      throw invalid("it has no list of \"parts\"");
    }
    for (Object part : list) {
      if (!(part instanceof Map<?, ?> fields) || !(fields.get("name") instanceof String name)) {
        throw invalid("one of its \"parts\" has no \"name\"");
      }
      keys.add(requireInside(location.datasetPrefix() + name));
    }
    return keys;
  }

  private List<String> hadoopKeys(@Nullable Object filenames) {
    if (!(filenames instanceof List<?> list)) {
      throw invalid("its \"filenames\" is not a list");
    }
    if (list.size() >= HADOOP_LIMIT) {
      throw invalid(
          "Hadoop lists "
              + HADOOP_LIMIT
              + " part files at most, so there may be more; have stage "
              + location.stage()
              + " write fewer part files, or write them with Stageloom's runtime");
    }
    List<String> keys = new ArrayList<>();
    for (Object filename : list) {
      if (!(filename instanceof String name)) {
        throw invalid("one of its \"filenames\" is not a string");
      }
      keys.add(requireInside(name.startsWith("/") ? name.substring(1) : name));
    }
    return keys;
  }

  private String requireInside(String key) {
    if (!key.startsWith(location.datasetPrefix())) {
      throw invalid("it names " + key + ", which is not under " + location.datasetPrefix());
    }
    return key;
  }

  private InvalidDataException invalid(String reason) {
    return new InvalidDataException(
        "cannot tell which part files of "
            + location.uri()
            + " are committed: its marker "
            + StageStorage.uri(location.bucket(), location.successKey())
            + " cannot be read: "
            + reason);
  }
}
