package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.MissingOutputException;
import dev.stageloom.runtime.spark.OutputNotCommittedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a stage's output: its one object, or else the parts of its committed dataset.
 */
final class OutputFinder {

  private final Configuration configuration;

  OutputFinder(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Finds the files.
   *
   * @throws MissingOutputException if there is nothing
   * @throws OutputNotCommittedException if there is a dataset without a {@code _SUCCESS} marker
   * @throws InvalidDataException if its marker is of an unknown kind
   */
  List<InputFile> find(StageInput input) {
    try {
      Path path = new Path(input.uri());
      FileSystem files = path.getFileSystem(configuration);
      FileStatus status;
      try {
        status = files.getFileStatus(path);
      } catch (FileNotFoundException e) {
        throw missing(input, e);
      }
      return status.isFile()
          ? List.of(new InputFile(input.uri(), status.getLen(), false))
          : parts(files, path, input);
    } catch (IOException e) {
      throw Storage.failure("read", input.uri(), e);
    }
  }

  private static List<InputFile> parts(FileSystem files, Path dataset, StageInput input)
      throws IOException {
    String markerUri = input.uri() + "/" + OutputLocation.SUCCESS_MARKER;
    String marker;
    try (InputStream content = files.open(new Path(markerUri))) {
      marker = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new OutputNotCommittedException(
          "stage "
              + input.reader()
              + " cannot read "
              + input.uri()
              + ": the dataset has no "
              + OutputLocation.SUCCESS_MARKER
              + ", so stage "
              + input.writer()
              + " has not finished writing it, or has failed. Run it again",
          e);
    }
    SuccessMarker.Listing listing = SuccessMarker.read(marker, markerUri, input.uri());
    if (listing.parts().isPresent()) {
      return listing.parts().get().stream()
          .map(part -> new InputFile(input.uri() + "/" + part.name(), part.bytes(), true))
          .toList();
    }
    Map<String, Long> sizes = list(files, dataset, input);
    List<String> names = listing.names().orElseGet(() -> List.copyOf(sizes.keySet()));
    List<InputFile> found = new ArrayList<>();
    for (String name : names) {
      Long size = sizes.get(name);
      if (size == null) {
        throw missingPart(input.uri() + "/" + name, input, null);
      }
      found.add(new InputFile(input.uri() + "/" + name, size, false));
    }
    return found;
  }

  /** The files of a dataset and their sizes. Names that begin with _ or . are hidden, as always. */
  private static Map<String, Long> list(FileSystem files, Path dataset, StageInput input)
      throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    for (FileStatus status : files.listStatus(dataset)) {
      String name = status.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (status.isDirectory()) {
        throw new InvalidDataException(
            "stage "
                + input.reader()
                + " cannot read "
                + input.uri()
                + ": it is partitioned into folders such as "
                + name
                + "/, whose columns are not in the files. Write it without partitionBy");
      }
      sizes.put(name, status.getLen());
    }
    return sizes;
  }

  private static MissingOutputException missing(StageInput input, Throwable cause) {
    return new MissingOutputException(
        "stage "
            + input.reader()
            + " reads "
            + input.uri()
            + ", which does not exist: stage "
            + input.writer()
            + " should have written it. Check that it ran in this execution",
        cause);
  }

  static MissingOutputException missingPart(
      String uri, StageInput input, @Nullable Throwable cause) {
    return new MissingOutputException(
        "stage "
            + input.reader()
            + " reads "
            + uri
            + ", which stage "
            + input.writer()
            + " has written, but it does not exist any more. Run stage "
            + input.writer()
            + " again, and check the bucket's lifecycle rules",
        cause);
  }
}
