package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.SparkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes Spark types in PySpark, as Python's formatter black lays them out. */
final class PythonSchema {

  private final Set<String> types = new TreeSet<>();

  /** The classes of {@code pyspark.sql.types} that have been written. */
  Set<String> types() {
    return types;
  }

  /** A schema, to stand after a name at the start of a line. */
  String render(SparkType.Struct schema) {
    StringBuilder out = new StringBuilder();
    addStruct(schema, "", out);
    return out.toString();
  }

  /** Laid out over several lines, whatever its length: it is easier to read and to compare. */
  private void addStruct(SparkType.Struct struct, String indent, StringBuilder out) {
    String name = use("StructType");
    out.append(name).append("(\n").append(indent).append("    [\n");
    for (SparkType.Field field : struct.fields()) {
      out.append(indent).append("        ");
      addField(field, indent + "        ", out);
      out.append(",\n");
    }
    out.append(indent).append("    ]\n").append(indent).append(')');
  }

  private void addField(SparkType.Field field, String indent, StringBuilder out) {
    String name = PythonText.literal(field.name());
    String nullable = field.nullable() ? "True" : "False";
    if (!holdsStruct(field.type())) {
      String line =
          use("StructField") + "(" + name + ", " + flat(field.type()) + ", " + nullable + ")";
      if (indent.length() + line.length() + 1 <= PythonText.LONGEST_LINE) {
        out.append(line);
        return;
      }
    }
    out.append(use("StructField")).append("(\n");
    String inner = indent + "    ";
    out.append(inner).append(name).append(",\n").append(inner);
    addType(field.type(), inner, out);
    out.append(",\n").append(inner).append(nullable).append(",\n").append(indent).append(')');
  }

  private void addType(SparkType type, String indent, StringBuilder out) {
    if (!holdsStruct(type)) {
      out.append(flat(type));
    } else if (type instanceof SparkType.Struct struct) {
      addStruct(struct, indent, out);
    } else {
      List<SparkType> parts = new ArrayList<>();
      if (type instanceof SparkType.ArrayOf array) {
        out.append(use("ArrayType"));
        parts.add(array.element());
      } else if (type instanceof SparkType.MapOf map) {
        out.append(use("MapType"));
        parts.add(new SparkType.Simple("StringType"));
        parts.add(map.value());
      }
      out.append("(\n");
      for (SparkType part : parts) {
        out.append(indent).append("    ");
        addType(part, indent + "    ", out);
        out.append(",\n");
      }
      out.append(indent).append(')');
    }
  }

  private static boolean holdsStruct(SparkType type) {
    return type instanceof SparkType.Struct
        || (type instanceof SparkType.ArrayOf array && holdsStruct(array.element()))
        || (type instanceof SparkType.MapOf map && holdsStruct(map.value()));
  }

  private String flat(SparkType type) {
    if (type instanceof SparkType.Simple simple) {
      return use(simple.name()) + "()";
    }
    if (type instanceof SparkType.Decimal decimal) {
      return use("DecimalType") + "(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof SparkType.ArrayOf array) {
      return use("ArrayType") + "(" + flat(array.element()) + ")";
    }
    return use("MapType")
        + "("
        + use("StringType")
        + "(), "
        + flat(((SparkType.MapOf) type).value())
        + ")";
  }

  private String use(String type) {
    types.add(type);
    return type;
  }
}
