package dev.stageloom.processor.generate;

import dev.stageloom.processor.generate.JavaSource.Break;
import dev.stageloom.processor.model.ArgumentConversion;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.Parameter;

/** The statement that fetches an {@code @Argument}; the same in handlers and Glue jobs. */
final class ArgumentCode {

  private static final ClassName FUNCTION = new ClassName("java.util.function", "Function");

  private static final ClassName SUPPLIER = new ClassName("java.util.function", "Supplier");

  private static final ClassName STAGE_ARGUMENTS =
      new ClassName("dev.stageloom.annotations.contract", "StageArguments");

  private ArgumentCode() {}

  // LocalDate runDate = invocation.arguments().required("run-date", "a LocalDate",
  //     LocalDate::parse);
  static void declare(Parameter.ArgumentValue argument, String variable, JavaSource code) {
    boolean optional = argument.defaultValue().isPresent();
    code.add("    ", argument.type(), " ", variable, " = invocation.arguments().")
        .add(optional ? "optional(" : "required(");
    addDetails(argument, code);
  }

  // Supplier<LocalDate> runDate = invocation.argument("run-date", "a LocalDate", LocalDate::parse);
  static void declareSupplier(Parameter.ArgumentValue argument, String variable, JavaSource code) {
    code.add("    ", SUPPLIER, "<", argument.type().boxed(), "> ", variable)
        .add(" = invocation.argument(");
    addDetails(argument, code);
  }

  private static void addDetails(Parameter.ArgumentValue argument, JavaSource code) {
    ArgumentConversion conversion = ArgumentConversion.of(argument).orElseThrow();
    code.add(JavaSource.literal(argument.argument()), ", ")
        .add(JavaSource.literal(conversion.words()), ",", Break.AT_SPACE);
    if (argument.defaultValue().isPresent()) {
      code.add(JavaSource.literal(argument.defaultValue().get()), ",", Break.AT_SPACE);
    }
    if (conversion.isList()) {
      code.add(STAGE_ARGUMENTS, ".listOf(");
    }
    if (conversion.owner().isPresent()) {
      code.add(conversion.owner().get(), "::", conversion.method());
    } else {
      code.add(FUNCTION, ".identity()");
    }
    code.line(conversion.isList() ? "));" : ");");
  }
}
