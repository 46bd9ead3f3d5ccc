package dev.stageloom.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageChoiceTest {

  private static final String PROPERTY = "stageloom.s3Client";

  @BeforeEach
  void setRegion() {
    System.setProperty("aws.region", "eu-west-1");
  }

  @AfterEach
  void clearProperties() {
    System.clearProperty("aws.region");
    System.clearProperty(PROPERTY);
  }

  @Test
  void takesPlainHttpUnlessTheSdksClientIsAskedFor() {
    assertThat(ObjectStorage.create()).isInstanceOf(HttpObjectStorage.class);
    System.setProperty(PROPERTY, "HTTP");
    assertThat(ObjectStorage.create()).isInstanceOf(HttpObjectStorage.class);
    System.setProperty(PROPERTY, "sdk");
    assertThat(ObjectStorage.create()).isInstanceOf(SdkObjectStorage.class);
  }

  @Test
  void refusesOtherNames() {
    System.setProperty(PROPERTY, "crt");

    assertThatIllegalArgumentException()
        .isThrownBy(ObjectStorage::create)
        .withMessage("STAGELOOM_S3_CLIENT must be \"http\" or \"sdk\", and is \"crt\"");
  }

  @Test
  void worksWithoutTheSdksClientAndNamesItsDependency() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPathWithoutS3Client(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Method createRuntime =
          loader.loadClass("dev.stageloom.runtime.StageRuntime").getMethod("create");
      assertThat(createRuntime.invoke(null)).isNotNull();

      System.setProperty(PROPERTY, "sdk");
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> createRuntime.invoke(null))
          .havingCause()
          .isInstanceOf(IllegalStateException.class)
          .withMessageContaining("add the dependencies software.amazon.awssdk:s3 and");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static URL[] classPathWithoutS3Client() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String file = Path.of(entry).getFileName().toString();
      if (!file.startsWith("s3-") && !file.startsWith("url-connection-client-")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
