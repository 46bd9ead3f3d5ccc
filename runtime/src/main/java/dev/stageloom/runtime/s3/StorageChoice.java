package dev.stageloom.runtime.s3;

import java.util.Locale;

/** Decides which {@link ObjectStorage} a function has, if its code has not decided. */
final class StorageChoice {

  /** The environment variable that names the one to take: {@code http} or {@code sdk}. */
  static final String VARIABLE = "STAGELOOM_S3_CLIENT";

  /** What to do where {@link HttpObjectStorage} lacks something. */
  static final String USE_SDK =
      "set the function's environment variable "
          + VARIABLE
          + "=sdk and add the dependencies software.amazon.awssdk:s3 and"
          + " software.amazon.awssdk:url-connection-client, to have the AWS SDK's own client";

  private static final String PROPERTY = "stageloom.s3Client";

  private StorageChoice() {}

  static ObjectStorage create() {
    String choice = AwsSettings.get(PROPERTY, VARIABLE);
    if (choice == null || choice.toLowerCase(Locale.ROOT).equals("http")) {
      return HttpObjectStorage.create();
    }
    if (!choice.toLowerCase(Locale.ROOT).equals("sdk")) {
      throw new IllegalArgumentException(
          VARIABLE + " must be \"http\" or \"sdk\", and is \"" + choice + "\"");
    }
    try {
      return SdkObjectStorage.create();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          VARIABLE
              + " is \"sdk\", and the AWS SDK's client is not in the function's jar: add the"
              + " dependencies software.amazon.awssdk:s3 and"
              + " software.amazon.awssdk:url-connection-client",
          e);
    }
  }
}
