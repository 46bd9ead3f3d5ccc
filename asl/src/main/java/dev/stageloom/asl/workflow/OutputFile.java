package dev.stageloom.asl.workflow;

/** Where in its folder a stage's output lies: as one object, or as a dataset with that prefix. */
public enum OutputFile {
  /** JSON. */
  JSON("output.json"),

  /** Parquet, of Glue stages for Glue stages. */
  PARQUET("output.parquet");

  private final String fileName;

  OutputFile(String fileName) {
    this.fileName = fileName;
  }

  /**
   * The last element of the output's key.
   *
   * @return {@code output.json} or {@code output.parquet}
   */
  public String fileName() {
    return fileName;
  }
}
