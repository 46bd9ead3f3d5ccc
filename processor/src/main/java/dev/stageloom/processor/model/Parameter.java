package dev.stageloom.processor.model;

import java.util.List;
import java.util.Optional;

/** A parameter of a stage method and what it is bound to. */
public sealed interface Parameter {

  /**
   * The parameter's name in source.
   *
   * @return the name
   */
  String name();

  /**
   * Where the parameter stands.
   *
   * @return the position
   */
  SourcePosition position();

  /**
   * The stage's input: the last output before it, or the message that started the execution.
   *
   * @param name the parameter's name
   * @param type the data's type
   * @param position where it stands
   */
  record Input(String name, DataType type, SourcePosition position) implements Parameter {}

  /**
   * The output of a named earlier stage.
   *
   * @param name the parameter's name
   * @param stageClass the earlier stage
   * @param stageName the earlier stage's name
   * @param type the data's type
   * @param position where it stands
   */
  record FromStage(
      String name, ClassName stageClass, String stageName, DataType type, SourcePosition position)
      implements Parameter {}

  /**
   * A named value of the execution's input.
   *
   * @param name the parameter's name
   * @param argument the argument's name
   * @param type the parameter's type
   * @param enumConstants the names of its constants, if the type is an enum
   * @param defaultValue the text to take when the execution's input has none
   * @param position where it stands
   */
  record ArgumentValue(
      String name,
      String argument,
      TypeRef type,
      List<String> enumConstants,
      Optional<String> defaultValue,
      SourcePosition position)
      implements Parameter {

    /** Copies the list. */
    public ArgumentValue {
      enumConstants = List.copyOf(enumConstants);
    }
  }

  /**
   * Something that the platform gives.
   *
   * @param name the parameter's name
   * @param kind what it is
   * @param position where it stands
   */
  record Given(String name, GivenKind kind, SourcePosition position) implements Parameter {}

  /** What the platform gives. */
  enum GivenKind {
    /** Stageloom's own context. */
    STAGE_CONTEXT,
    /** Lambda's context; in Lambda stages. */
    LAMBDA_CONTEXT,
    /** The Spark session; in Glue stages. */
    SPARK_SESSION
  }
}
