package dev.stageloom.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * The script that a Glue job starts.
 *
 * @param location its S3 URI
 * @param objectArn the ARN of the S3 object
 * @param language {@code scala} or {@code python}
 */
record JobScript(String location, String objectArn, String language) {

  /**
   * A script that is in S3 already.
   *
   * @param uri its S3 URI
   * @return the script
   * @throws IllegalArgumentException if it is not an S3 URI, or ends otherwise than {@code .py} or
   *     {@code .scala}
   */
  static JobScript inS3(String uri) {
    return new JobScript(uri, S3Uri.parse("the script's location", uri).objectArn(), language(uri));
  }

  /**
   * A script on the class path, in a directory or in a jar, to be uploaded as an asset.
   *
   * @param scope the job's construct
   * @param owner a class whose class loader finds the script
   * @param resource the script's name on the class path
   * @return the script
   * @throws IllegalStateException if it is not on the class path
   */
  static JobScript onClassPath(Construct scope, Class<?> owner, String resource) {
    URL url = owner.getResource("/" + resource);
    if (url == null) {
      throw new IllegalStateException(
          "the script "
              + resource
              + " is not on the class path of "
              + owner.getName()
              + ": it is generated together with the stack, so build both with: mvn package");
    }
    try {
      return asset(
          scope, url.getProtocol().equals("file") ? toPath(url) : extract(owner, resource));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + url + ": " + e.getMessage(), e);
    }
  }

  /**
   * A script on this machine, to be uploaded as an asset.
   *
   * @param scope the job's construct
   * @param file the script
   * @return the script
   * @throws IllegalStateException if there is no such file
   */
  static JobScript inFile(Construct scope, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          "the script " + file.toAbsolutePath().normalize() + " is not there");
    }
    return asset(scope, file);
  }

  private static JobScript asset(Construct scope, Path file) {
    String language = language(file.toString());
    // The asset's hash is the file's content; its name and its time are not part of it.
    Asset asset =
        Asset.Builder.create(scope, "Script").path(file.toAbsolutePath().toString()).build();
    return new JobScript(
        asset.getS3ObjectUrl(), asset.getBucket().arnForObjects(asset.getS3ObjectKey()), language);
  }

  private static Path toPath(URL url) {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a file: " + url, e);
    }
  }

  private static Path extract(Class<?> owner, String resource) throws IOException {
    Path directory = Files.createTempDirectory("stageloom-script");
    Path file = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    directory.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    try (InputStream in = owner.getResourceAsStream("/" + resource)) {
      Files.copy(in, file);
    }
    return file;
  }

  private static String language(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    if (lowerCase.endsWith(".scala")) {
      return "scala";
    }
    if (lowerCase.endsWith(".py")) {
      return "python";
    }
    throw new IllegalArgumentException(
        "the script \"" + name + "\" must end with .py or .scala: Glue runs these two languages");
  }
}
