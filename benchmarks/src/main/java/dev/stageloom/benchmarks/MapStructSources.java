package dev.stageloom.benchmarks;

import java.io.IOException;

/** Mappers from one bean to another, with six properties each. */
final class MapStructSources implements Subject.Sources {

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String packageName = "bench.p" + i / 20;
      folder.add(packageName, "Item" + i, bean("Item" + i));
      folder.add(packageName, "Row" + i, bean("Row" + i));
      folder.add(
          packageName,
          "Mapper" + i,
          """
          import org.mapstruct.Mapper;
          import org.mapstruct.factory.Mappers;

          @Mapper
          public interface Mapper%1$d {
            Mapper%1$d INSTANCE = Mappers.getMapper(Mapper%1$d.class);

            Row%1$d toRow(Item%1$d item);
          }
          """
              .formatted(i));
    }
  }

  private static String bean(String name) {
    StringBuilder text = new StringBuilder("public class ").append(name).append(" {\n");
    String[] properties = {
      "long:Id",
      "String:Name",
      "java.time.Instant:Created",
      "java.util.List<String>:Tags",
      "double:Score",
      "int:Attempts"
    };
    for (String property : properties) {
      String[] parts = property.split(":", 2);
      text.append(
          """
            private %1$s the%2$s;

            public %1$s get%2$s() {
              return the%2$s;
            }

            public void set%2$s(%1$s value) {
              the%2$s = value;
            }
          """
              .formatted(parts[0], parts[1]));
    }
    return text.append("}\n").toString();
  }
}
