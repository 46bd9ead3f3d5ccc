package dev.stageloom.benchmarks;

import java.io.IOException;

/** Singletons that take two others in their constructors. */
final class MicronautSources implements Subject.Sources {

  private static final int BEANS = 20;

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      folder.add("bench.p" + i / BEANS, "Service" + i % BEANS, service(i % BEANS));
    }
  }

  private static String service(int number) {
    if (number == 0) {
      return """
          import jakarta.inject.Singleton;

          @Singleton
          public class Service0 {
            public String name() {
              return "root";
            }
          }
          """;
    }
    return """
        import jakarta.inject.Singleton;

        @Singleton
        public class Service%1$d {
          private final Service0 root;
          private final Service%2$d previous;

          public Service%1$d(Service0 root, Service%2$d previous) {
            this.root = root;
            this.previous = previous;
          }

          public String name() {
            return root.name() + previous.name();
          }
        }
        """
        .formatted(number, number - 1);
  }
}
