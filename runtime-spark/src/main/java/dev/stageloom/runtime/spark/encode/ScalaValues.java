package dev.stageloom.runtime.spark.encode;

import java.util.List;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Java values in the Scala form that Spark's constructors take. */
final class ScalaValues {

  private ScalaValues() {}

  /** An immutable, serializable Scala list. */
  static <T> Seq<T> seq(List<? extends T> list) {
    return JavaConverters.<T>asScalaBuffer(List.copyOf(list)).toList();
  }

  /** Scala's {@code None}. */
  static <T> Option<T> none() {
    return Option.empty();
  }

  /** The tag of a class. */
  static <T> ClassTag<T> tag(Class<?> type) {
    return ClassTag$.MODULE$.apply(type);
  }
}
