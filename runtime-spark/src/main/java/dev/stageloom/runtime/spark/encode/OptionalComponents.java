package dev.stageloom.runtime.spark.encode;

import dev.stageloom.runtime.spark.shim.RewrittenEncoder;
import dev.stageloom.runtime.spark.shim.SparkShim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.NewInstance;
import org.apache.spark.sql.catalyst.expressions.objects.UnresolvedMapObjects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.collection.JavaConverters;

/**
 * The record components whose type is {@link Optional}, which Spark's encoders do not know.
 *
 * <p>Their columns are those of the content. The encoder is built as if the component had the
 * content's type; then {@link #rewrite} makes the serializer take the content out ({@code
 * record.component().orElse(null)}) and the deserializer put it in ({@code
 * Optional.ofNullable(column)}).
 */
final class OptionalComponents {

  private static final DataType OPTIONAL = new ObjectType(Optional.class);

  private final Map<Class<?>, Set<String>> namesByRecord = new HashMap<>();
  private final Map<Class<?>, Set<Integer>> indexesByRecord = new HashMap<>();

  void add(Class<?> recordType, String component, int index) {
    namesByRecord.merge(recordType, Set.of(component), OptionalComponents::union);
    indexesByRecord.merge(recordType, Set.of(index), OptionalComponents::union);
  }

  private static <E> Set<E> union(Set<E> left, Set<E> right) {
    Set<E> both = new HashSet<>(left);
    both.addAll(right);
    return Set.copyOf(both);
  }

  <T> ExpressionEncoder<T> rewrite(ExpressionEncoder<T> encoder) {
    if (namesByRecord.isEmpty()) {
      return encoder;
    }
    return new RewrittenEncoder<>(
        encoder, rewrite(encoder.objSerializer()), rewrite(encoder.objDeserializer()));
  }

  private Expression rewrite(Expression expression) {
    Expression rewritten = expression.mapChildren(this::rewrite);
    if (rewritten instanceof Invoke invoke && isOptionalAccessor(invoke)) {
      return contentOf(invoke);
    }
    if (rewritten instanceof NewInstance construction
        && indexesByRecord.containsKey(construction.cls())) {
      return withOptionals(construction);
    }
    if (rewritten instanceof UnresolvedMapObjects elements) {
      // The function is applied when the encoder is resolved; what it makes is rewritten then.
      return elements.copy(
          element -> rewrite(elements.function().apply(element)),
          elements.child(),
          elements.customCollectionCls());
    }
    return rewritten;
  }

  private boolean isOptionalAccessor(Invoke invoke) {
    // The deserializer's columns have no type before the encoder is resolved; they are no records.
    return invoke.arguments().isEmpty()
        && invoke.targetObject().resolved()
        && invoke.targetObject().dataType() instanceof ObjectType target
        && namesByRecord.getOrDefault(target.cls(), Set.of()).contains(invoke.functionName());
  }

  private static Expression contentOf(Invoke accessor) {
    Expression optional =
        new Invoke(
            accessor.targetObject(),
            accessor.functionName(),
            OPTIONAL,
            ScalaValues.seq(List.of()),
            ScalaValues.seq(List.of()),
            /* propagateNull= */ true,
            /* returnNullable= */ true,
            /* isDeterministic= */ true);
    return new Invoke(
        optional,
        "orElse",
        accessor.dataType(),
        ScalaValues.seq(List.of(Literal.create(null, new ObjectType(Object.class)))),
        ScalaValues.seq(List.of()),
        /* propagateNull= */ false,
        /* returnNullable= */ true,
        /* isDeterministic= */ true);
  }

  private Expression withOptionals(NewInstance construction) {
    Set<Integer> indexes = indexesByRecord.getOrDefault(construction.cls(), Set.of());
    List<Expression> arguments =
        new ArrayList<>(JavaConverters.seqAsJavaList(construction.arguments()));
    for (int index : indexes) {
      arguments.set(
          index,
          SparkShim.staticCall(
              Optional.class,
              OPTIONAL,
              "ofNullable",
              ScalaValues.seq(List.of(arguments.get(index)))));
    }
    return new NewInstance(
        construction.cls(),
        ScalaValues.seq(arguments),
        construction.inputTypes(),
        construction.propagateNull(),
        construction.dataType(),
        construction.outerPointer());
  }
}
