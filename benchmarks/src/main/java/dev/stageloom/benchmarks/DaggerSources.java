package dev.stageloom.benchmarks;

import java.io.IOException;

/** Services with injected constructors, and a component and a module for every twenty of them. */
final class DaggerSources implements Subject.Sources {

  private static final int SERVICES = 20;

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int first = 0; first < count; first += SERVICES) {
      String packageName = "bench.p" + first / SERVICES;
      int services = Math.min(SERVICES, count - first);
      StringBuilder component =
          new StringBuilder(
              """
              import dagger.Component;
              import javax.inject.Singleton;

              @Singleton
              @Component(modules = Settings.class)
              public interface Services {
              """);
      for (int i = 0; i < services; i++) {
        folder.add(packageName, "Service" + i, service(i));
        component.append("  Service%1$d service%1$d();\n".formatted(i));
      }
      folder.add(packageName, "Services", component.append("}\n").toString());
      folder.add(
          packageName,
          "Settings",
          """
          import dagger.Module;
          import dagger.Provides;

          @Module
          public final class Settings {
            @Provides
            static String name() {
              return "settings";
            }
          }
          """);
    }
  }

  private static String service(int number) {
    if (number == 0) {
      return """
          import javax.inject.Inject;
          import javax.inject.Singleton;

          @Singleton
          public final class Service0 {
            private final String name;

            @Inject
            Service0(String name) {
              this.name = name;
            }

            public String name() {
              return name;
            }
          }
          """;
    }
    return """
        import javax.inject.Inject;
        import javax.inject.Singleton;

        @Singleton
        public final class Service%1$d {
          private final Service0 root;
          private final Service%2$d previous;

          @Inject
          Service%1$d(Service0 root, Service%2$d previous) {
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
