package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.annotations.contract.OutputLocation;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The places that a stage's output may be at: an object or a dataset at {@code output.json}, or a
 * Parquet dataset at {@code output.parquet}. Only one of them holds it.
 *
 * @param json the URI of the JSON object or dataset
 * @param parquet the URI of the Parquet dataset
 */
public record OutputPlaces(String json, String parquet) {

  private static final String JSON = ".json";
  private static final String PARQUET = ".parquet";

  /**
   * The places of an output.
   *
   * @param location the output
   * @return its places
   */
  public static OutputPlaces of(OutputLocation location) {
    return of(location.uri());
  }

  /** The places of an output, by the URI of either. */
  static OutputPlaces of(String uri) {
    String base = uri;
    for (String extension : new String[] {JSON, PARQUET}) {
      if (uri.endsWith(extension)) {
        base = uri.substring(0, uri.length() - extension.length());
      }
    }
    return new OutputPlaces(base.equals(uri) ? uri : base + JSON, base + PARQUET);
  }

  /** The URI of a dataset's marker. */
  static String marker(String datasetUri) {
    return datasetUri + "/" + OutputLocation.SUCCESS_MARKER;
  }

  /**
   * Takes back earlier outputs of other forms: readers would find them first, or after a failure.
   *
   * @param uris the objects and markers that must not be there
   */
  static void remove(Configuration configuration, String... uris) {
    for (String uri : uris) {
      Path path = new Path(uri);
      try {
        FileSystem files = path.getFileSystem(configuration);
        // A folder of the same name is a dataset; only its marker is ever removed.
        if (files.getFileStatus(path).isFile()) {
          files.delete(path, /* recursive= */ false);
        }
      } catch (FileNotFoundException e) {
        // There is none.
      } catch (IOException e) {
        throw Storage.failure("delete", uri, e);
      }
    }
  }
}
