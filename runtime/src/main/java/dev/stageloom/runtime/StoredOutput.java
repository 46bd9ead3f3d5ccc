package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage's output as it was found on S3: one object, or the committed part files of a dataset.
 *
 * @param location where it was looked for
 * @param object the object, open; null for a dataset
 * @param partKeys the keys of a dataset's part files; empty for an object
 */
record StoredOutput(OutputLocation location, @Nullable ObjectStream object, List<String> partKeys) {

  /**
   * Finds an output.
   *
   * @param reader the stage that wants to read it, for messages
   * @throws MissingOutputException if there is none
   * @throws OutputNotCommittedException if there are part files without a marker
   */
  static StoredOutput find(
      StageStorage storage, Jsonb jsonb, OutputLocation location, String reader) {
    String bucket = location.bucket();
    Optional<ObjectStream> object = storage.open(bucket, location.key());
    if (object.isPresent()) {
      return new StoredOutput(location, object.get(), List.of());
    }
    Optional<ObjectStream> marker = storage.open(bucket, location.successKey());
    if (marker.isEmpty()) {
      throw notThere(storage, location, reader);
    }
    byte[] json = ItemIterator.readAll(marker.get());
    List<String> keys =
        new SuccessMarker(location)
            .committedKeys(jsonb, json)
            .orElseGet(() -> allParts(storage, location));
    return new StoredOutput(location, null, keys);
  }

  private static StageException notThere(
      StageStorage storage, OutputLocation location, String reader) {
    if (storage.list(location.bucket(), location.datasetPrefix(), 1).isEmpty()) {
      return new MissingOutputException(
          "stage "
              + reader
              + " reads the output of stage "
              + location.stage()
              + ", and there is none: neither the object "
              + location.uri()
              + " nor a dataset of that name. Did stage "
              + location.stage()
              + " run in execution "
              + location.executionId()
              + ", and does it return a value?");
    }
    return new OutputNotCommittedException(
        "stage "
            + reader
            + " reads the output of stage "
            + location.stage()
            + ", and it is not committed: there are objects under "
            + location.uri()
            + "/ but no "
            + OutputLocation.SUCCESS_MARKER
            + " among them. Stage "
            + location.stage()
            + " has failed while it wrote them, or has not ended.");
  }

  /** All part files; what begins with an underscore or a dot is none, as for Spark. */
  private static List<String> allParts(StageStorage storage, OutputLocation location) {
    String prefix = location.datasetPrefix();
    List<String> parts = new ArrayList<>();
    for (String key : storage.list(location.bucket(), prefix, Integer.MAX_VALUE)) {
      String relative = key.substring(prefix.length());
      if (!isHidden(relative) && !relative.isEmpty() && !relative.endsWith("/")) {
        parts.add(key);
      }
    }
    return parts;
  }

  private static boolean isHidden(String path) {
    return path.startsWith("_")
        || path.startsWith(".")
        || path.contains("/_")
        || path.contains("/.");
  }
}
