package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.spark.InvalidDataException;
import dev.stageloom.runtime.spark.MissingOutputException;
import dev.stageloom.runtime.spark.OutputNotCommittedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a stage's output: its one object, or else the parts of its committed dataset
 * of JSON, or else those of its committed dataset of Parquet.
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
  FoundOutput find(StageInput input) {
    OutputPlaces places = OutputPlaces.of(input.uri());
    try {
      FileSystem files = new Path(input.uri()).getFileSystem(configuration);
      Optional<FileStatus> json = status(files, places.json());
      if (json.isPresent() && json.get().isFile()) {
        InputFile object =
            new InputFile(
                places.json(), json.get().getLen(), false, compression(files, places.json()));
        return new FoundOutput(false, List.of(object), OptionalLong.empty());
      }
      Optional<FoundOutput> dataset =
          dataset(files, places.json(), input).or(() -> parquet(files, places, input));
      if (dataset.isPresent()) {
        return dataset.get();
      }
      if (json.isPresent()) {
        throw notCommitted(places.json(), input);
      }
      if (status(files, places.parquet()).isPresent()) {
        throw notCommitted(places.parquet(), input);
      }
      throw missing(input);
    } catch (IOException e) {
      throw Storage.failure("read", input.uri(), e);
    }
  }

  /** The name of a stage's one object does not tell it. */
  private static Compression compression(FileSystem files, String uri) throws IOException {
    try (InputStream start = files.open(new Path(uri))) {
      return CompressionFormat.of(start.readNBytes(CompressionFormat.LENGTH));
    }
  }

  private static Optional<FileStatus> status(FileSystem files, String uri) throws IOException {
    try {
      return Optional.of(files.getFileStatus(new Path(uri)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Optional<FoundOutput> parquet(
      FileSystem files, OutputPlaces places, StageInput input) {
    try {
      Optional<FoundOutput> found = dataset(files, places.parquet(), input);
      if (found.isPresent()) {
        requireFiles(files, found.get(), input);
      }
      return found.map(parts -> new FoundOutput(true, parts.files(), parts.records()));
    } catch (IOException e) {
      throw Storage.failure("read", places.parquet(), e);
    }
  }

  /** The parts of a dataset; empty if it has no marker. */
  private static Optional<FoundOutput> dataset(FileSystem files, String uri, StageInput input)
      throws IOException {
    String markerUri = OutputPlaces.marker(uri);
    String marker;
    try (InputStream content = files.open(new Path(markerUri))) {
      marker = new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    SuccessMarker.Listing listing = SuccessMarker.read(marker, markerUri, uri);
    if (listing.parts().isPresent()) {
      List<Part> parts = listing.parts().get();
      return Optional.of(
          new FoundOutput(
              false,
              parts.stream()
                  .map(
                      part ->
                          new InputFile(
                              uri + "/" + part.name(),
                              part.bytes(),
                              true,
                              CompressionFormat.ofName(part.name())))
                  .toList(),
              listing.records()));
    }
    Map<String, Long> sizes = list(files, new Path(uri), input);
    List<String> names = listing.names().orElseGet(() -> List.copyOf(sizes.keySet()));
    List<InputFile> found = new ArrayList<>();
    for (String name : names) {
      Long size = sizes.get(name);
      if (size == null) {
        throw missingPart(uri + "/" + name, input, null);
      }
      found.add(new InputFile(uri + "/" + name, size, false, CompressionFormat.ofName(name)));
    }
    return Optional.of(new FoundOutput(false, found, OptionalLong.empty()));
  }

  /** Spark's own reader of Parquet would not say who has written a missing part. */
  private static void requireFiles(FileSystem files, FoundOutput found, StageInput input)
      throws IOException {
    Map<Path, Set<String>> folders = new HashMap<>();
    for (String part : found.uris()) {
      Path path = new Path(part);
      Set<String> names = folders.get(path.getParent());
      if (names == null) {
        names = names(files, path.getParent());
        folders.put(path.getParent(), names);
      }
      if (!names.contains(path.getName())) {
        throw missingPart(part, input, null);
      }
    }
  }

  private static Set<String> names(FileSystem files, Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    try {
      for (FileStatus status : files.listStatus(folder)) {
        names.add(status.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      // Then none of its files is there.
    }
    return names;
  }

  private static OutputNotCommittedException notCommitted(String uri, StageInput input) {
    return new OutputNotCommittedException(
        "stage "
            + input.reader()
            + " cannot read "
            + uri
            + ": the dataset has no "
            + OutputLocation.SUCCESS_MARKER
            + ", so stage "
            + input.writer()
            + " has not finished writing it, or has failed. Run it again");
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

  private static MissingOutputException missing(StageInput input) {
    return new MissingOutputException(
        "stage "
            + input.reader()
            + " reads "
            + input.uri()
            + ", which does not exist: stage "
            + input.writer()
            + " should have written it. Check that it ran in this execution");
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
