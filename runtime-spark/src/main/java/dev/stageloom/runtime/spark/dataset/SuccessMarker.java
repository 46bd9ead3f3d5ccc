package dev.stageloom.runtime.spark.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stageloom.runtime.spark.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The content of a dataset's {@code _SUCCESS} marker: which of the files under its prefix are its
 * parts.
 *
 * <p>Stageloom's own marker lists the parts of the run that wrote it. The marker of Hadoop's S3A
 * committers lists the files too, but at most 100 of them; an empty one, as Spark writes by
 * default, lists none. Where there is no complete list, every file is a part.
 */
final class SuccessMarker {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The version of the marker that is written and understood. */
  private static final int VERSION = 1;

  /** Source: {@code SUCCESS_MARKER_FILE_LIMIT} in Hadoop's {@code CommitConstants}. */
  private static final int HADOOP_LIST_LIMIT = 100;

  private SuccessMarker() {}

  /** The marker of a run's parts. */
  static byte[] write(String stage, List<Part> parts) {
    ObjectNode marker = JSON.createObjectNode();
    marker.put("stageloom", VERSION);
    marker.put("stage", stage);
    marker.put("records", parts.stream().mapToLong(Part::records).sum());
    ArrayNode list = marker.putArray("parts");
    for (Part part : parts) {
      list.addObject()
          .put("name", part.name())
          .put("records", part.records())
          .put("bytes", part.bytes());
    }
    try {
      return JSON.writeValueAsBytes(marker);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the _SUCCESS marker cannot be written as JSON", e);
    }
  }

  /**
   * Reads a marker.
   *
   * @param text the marker's content
   * @param uri the marker's URI, for messages
   * @param datasetUri the dataset's URI, without a slash at its end
   * @return what it lists
   * @throws InvalidDataException if it is of an unknown kind
   */
  static Listing read(String text, String uri, String datasetUri) {
    if (text.isBlank()) {
      return Listing.EVERY_FILE;
    }
    JsonNode marker;
    try {
      marker = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw unknown(uri, "it is not JSON", e);
    }
    if (marker.has("stageloom")) {
      if (marker.get("stageloom").asInt() != VERSION) {
        throw unknown(uri, "it was written by a newer version of Stageloom", null);
      }
      return ownListing(marker, uri);
    }
    JsonNode fileNames = marker.path("filenames");
    if (fileNames.isArray()) {
      return hadoopListing(fileNames, uri, datasetUri);
    }
    throw unknown(uri, "it is neither Stageloom's nor Hadoop's", null);
  }

  private static Listing ownListing(JsonNode marker, String uri) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : marker.path("parts")) {
      String name = part.path("name").asText();
      requireInside(name, uri);
      parts.add(new Part(name, part.path("records").asLong(), part.path("bytes").asLong()));
    }
    long records =
        marker.has("records")
            ? marker.get("records").asLong()
            : parts.stream().mapToLong(Part::records).sum();
    return new Listing(Optional.of(parts), OptionalLong.of(records), Optional.empty());
  }

  private static Listing hadoopListing(JsonNode fileNames, String uri, String datasetUri) {
    if (fileNames.size() >= HADOOP_LIST_LIMIT) {
      return Listing.EVERY_FILE;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode fileName : fileNames) {
      // A key of the bucket, with or without a slash before it.
      String key = fileName.asText();
      String path = key.startsWith("/") ? key : "/" + key;
      String bucketUri = datasetUri.substring(0, datasetUri.indexOf('/', "s3://".length()));
      String fileUri = bucketUri + path;
      if (!fileUri.startsWith(datasetUri + "/")) {
        throw unknown(uri, "it lists a file outside the dataset", null);
      }
      String name = fileUri.substring(datasetUri.length() + 1);
      requireInside(name, uri);
      names.add(name);
    }
    return new Listing(Optional.empty(), OptionalLong.empty(), Optional.of(names));
  }

  private static void requireInside(String name, String uri) {
    if (name.isEmpty() || name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
      throw unknown(uri, "it lists a file outside the dataset", null);
    }
  }

  private static InvalidDataException unknown(
      String uri, String problem, @Nullable Throwable cause) {
    return new InvalidDataException(
        "the marker " + uri + " cannot be understood: " + problem, cause);
  }

  /**
   * What a marker lists.
   *
   * @param parts the parts with their sizes, when the marker says them
   * @param records the number of items in all parts, when the marker says it
   * @param names the parts' names only, when that is what the marker says
   */
  record Listing(Optional<List<Part>> parts, OptionalLong records, Optional<List<String>> names) {

    /** The marker says nothing: every file under the prefix is a part. */
    static final Listing EVERY_FILE =
        new Listing(Optional.empty(), OptionalLong.empty(), Optional.empty());
  }
}
