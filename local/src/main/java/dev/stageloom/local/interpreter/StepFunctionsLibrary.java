package dev.stageloom.local.interpreter;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata.
 *
 * <p>Source: AWS Step Functions developer guide, "Transforming data with JSONata", and the limits
 * of the same functions in "Intrinsic functions".
 */
final class StepFunctionsLibrary {

  private static final int LARGEST_RANGE = 1000;
  private static final int LONGEST_HASH_INPUT = 10_000;
  private static final Set<String> HASH_ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private StepFunctionsLibrary() {}

  /** Defines the functions, and takes away $eval, which Step Functions does not have. */
  static void bindTo(Jsonata.Frame frame) {
    bind(frame, "partition", "<an:a>", StepFunctionsLibrary::partition);
    bind(frame, "range", "<nnn:a>", StepFunctionsLibrary::range);
    bind(frame, "hash", "<ss:s>", StepFunctionsLibrary::hash);
    bind(frame, "random", "<n?:n>", StepFunctionsLibrary::random);
    bind(frame, "uuid", "<:s>", arguments -> UUID.randomUUID().toString());
    bind(frame, "parse", "<s:x>", StepFunctionsLibrary::parse);
    bind(
        frame,
        "eval",
        "<sx?:x>",
        arguments -> {
          throw new IllegalArgumentException(
              "Step Functions has no function $eval: use $parse to read JSON");
        });
  }

  /** A function of a list of arguments, of which those that are undefined are null. */
  private interface Function {
    @Nullable Object call(List<?> arguments);
  }

  private static void bind(Jsonata.Frame frame, String name, String signature, Function function) {
    frame.bind(name, new JFunction((input, arguments) -> function.call(arguments), signature));
  }

  private static @Nullable Object partition(List<?> arguments) {
    if (isUndefined(arguments, 2)) {
      return null;
    }
    List<?> items = (List<?>) arguments.get(0);
    int size = integer("partition", "the size of a part", arguments.get(1));
    if (size < 1) {
      throw new IllegalArgumentException("$partition: the size of a part must be at least 1");
    }
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      parts.add(new ArrayList<>(items.subList(i, Math.min(i + size, items.size()))));
    }
    return parts;
  }

  private static @Nullable Object range(List<?> arguments) {
    if (isUndefined(arguments, 3)) {
      return null;
    }
    int first = integer("range", "the first value", arguments.get(0));
    int last = integer("range", "the last value", arguments.get(1));
    int step = integer("range", "the step", arguments.get(2));
    if (step == 0) {
      throw new IllegalArgumentException("$range: the step must not be 0");
    }
    List<Long> values = new ArrayList<>();
    for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
      if (values.size() == LARGEST_RANGE) {
        throw new IllegalArgumentException(
            "$range: more than " + LARGEST_RANGE + " values, the limit of Step Functions");
      }
      values.add(value);
    }
    return values;
  }

  private static @Nullable Object hash(List<?> arguments) {
    if (isUndefined(arguments, 2)) {
      return null;
    }
    String data = (String) arguments.get(0);
    String algorithm = (String) arguments.get(1);
    if (data.length() > LONGEST_HASH_INPUT) {
      throw new IllegalArgumentException(
          "$hash: more than 10,000 characters, the limit of Step Functions");
    }
    if (!HASH_ALGORITHMS.contains(algorithm)) {
      throw new IllegalArgumentException(
          "$hash: the algorithm must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512, but is "
              + algorithm);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no " + algorithm, e);
    }
  }

  /** The same seed gives the same number here, though not the number that it gives on AWS. */
  private static Object random(List<?> arguments) {
    if (isUndefined(arguments, 1)) {
      return ThreadLocalRandom.current().nextDouble();
    }
    return new Random(integer("random", "the seed", arguments.get(0))).nextDouble();
  }

  private static @Nullable Object parse(List<?> arguments) {
    if (isUndefined(arguments, 1)) {
      return null;
    }
    try {
      return JsonValues.toJsonata(Json.parse((String) arguments.get(0)));
    } catch (JsonException e) {
      throw new IllegalArgumentException("$parse: the text is not JSON: " + e.getMessage(), e);
    }
  }

  private static boolean isUndefined(List<?> arguments, int count) {
    if (arguments.size() < count) {
      return true;
    }
    for (int i = 0; i < count; i++) {
      if (arguments.get(i) == null) {
        return true;
      }
    }
    return false;
  }

  private static int integer(String function, String what, Object value) {
    double number = ((Number) value).doubleValue();
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "$" + function + ": " + what + " must be an integer, but is " + value);
    }
    return (int) number;
  }
}
