package dev.stageloom.processor.generate;

import com.squareup.javapoet.CodeBlock;
import dev.stageloom.processor.model.ArgumentConversion;
import dev.stageloom.processor.model.ClassName;
import dev.stageloom.processor.model.Parameter;
import java.util.Optional;
import java.util.function.Function;

/** The statement that fetches an {@code @Argument}; the same in handlers and Glue jobs. */
final class ArgumentCode {

  private ArgumentCode() {}

  // LocalDate runDate = invocation.arguments().required("run-date", "a LocalDate",
  //     LocalDate::parse);
  static CodeBlock declare(Parameter.ArgumentValue argument, String variable, String invocation) {
    ArgumentConversion conversion = ArgumentConversion.of(argument).orElseThrow();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(
                "$T $L = $L.arguments().$L($S, $S,$W",
                JavaSources.type(argument.type()),
                variable,
                invocation,
                argument.defaultValue().isPresent() ? "optional" : "required",
                argument.argument(),
                conversion.words());
    argument.defaultValue().ifPresent(value -> code.add("$S,$W", value));
    Optional<ClassName> owner = conversion.owner();
    if (owner.isPresent()) {
      code.add("$T::$L)", JavaSources.name(owner.get()), conversion.method());
    } else {
      code.add("$T.identity())", Function.class);
    }
    return code.build();
  }
}
