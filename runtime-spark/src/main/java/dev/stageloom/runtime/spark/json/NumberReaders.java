package dev.stageloom.runtime.spark.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** Readers of numbers. */
final class NumberReaders {

  private NumberReaders() {}

  static Optional<ValueReader> of(DataType type, String path) {
    String expected = ValueReaders.describe(type);
    if (type instanceof ByteType) {
      // The Lambda runtime writes a byte as 0 to 255.
      return Optional.of(parser -> (byte) whole(parser, path, expected, Byte.MIN_VALUE, 255));
    }
    if (type instanceof ShortType) {
      return Optional.of(
          parser -> (short) whole(parser, path, expected, Short.MIN_VALUE, Short.MAX_VALUE));
    }
    if (type instanceof IntegerType) {
      return Optional.of(
          parser -> (int) whole(parser, path, expected, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type instanceof LongType) {
      return Optional.of(parser -> whole(parser, path, expected, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (type instanceof FloatType) {
      return Optional.of(parser -> (float) floating(parser, path));
    }
    if (type instanceof DoubleType) {
      return Optional.of(parser -> floating(parser, path));
    }
    if (type instanceof DecimalType decimal) {
      return Optional.of(parser -> decimal(parser, path, decimal.precision(), decimal.scale()));
    }
    return Optional.empty();
  }

  private static long whole(JsonParser parser, String path, String expected, long min, long max)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw ValueReaders.mismatch(path, expected, parser);
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw outOfRange(path, expected);
    }
    long value = parser.getLongValue();
    if (value < min || value > max) {
      throw outOfRange(path, expected);
    }
    return value;
  }

  private static double floating(JsonParser parser, String path) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isNumeric()) {
      return parser.getDoubleValue();
    }
    // The numbers that JSON has no notation for are strings.
    String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw ValueReaders.mismatch(path, "a number", parser);
    };
  }

  /** Digits after the type's scale are rounded half up, as Spark does. */
  private static Decimal decimal(JsonParser parser, String path, int precision, int scale)
      throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw ValueReaders.mismatch(path, "a number", parser);
    }
    BigDecimal value = parser.getDecimalValue();
    // Compared before anything is computed: an exponent may stand for a billion digits.
    long wholeDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0 || wholeDigits < -scale) {
      value = BigDecimal.ZERO;
    } else if (wholeDigits > precision - scale) {
      throw tooLarge(path, precision, scale);
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      throw tooLarge(path, precision, scale);
    }
    return Decimal.apply(rounded, precision, scale);
  }

  private static MismatchException tooLarge(String path, int precision, int scale) {
    return new MismatchException(
        path,
        "has more than "
            + (precision - scale)
            + " digits before the decimal point, and Spark's DECIMAL("
            + precision
            + ","
            + scale
            + ") has no more");
  }

  private static MismatchException outOfRange(String path, String expected) {
    return new MismatchException(path, "is out of the range of " + expected);
  }
}
