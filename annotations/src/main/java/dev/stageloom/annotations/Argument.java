package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a stage method to a named value of the execution's input.
 *
 * <p>With the input {@code {"run-date": "2026-11-23"}}, {@code @Argument("run-date") LocalDate
 * runDate} is that day. The parameter's type is a {@code String}, a primitive or its box, an enum,
 * {@code BigDecimal}, {@code BigInteger}, {@code UUID}, {@code Duration}, or a {@code LocalDate},
 * {@code LocalDateTime}, {@code Instant} and the like of {@code java.time}, written as its {@code
 * parse} reads it; or a {@code List} of these, which the input has as an array, or as one text with
 * commas between.
 *
 * <p>Arguments may be logged by AWS: do not pass secrets.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Argument {

  /**
   * The name of the value in the execution's input.
   *
   * @return letters, digits, {@code -} and {@code _}, starting with a letter
   */
  String value();

  /**
   * The value to take when the execution's input has none, as text. Left out, the argument is
   * required.
   *
   * @return the default, converted as a given value would be; for a list {@code a,b} or {@code
   *     ["a", "b"]}
   */
  String defaultValue() default "";
}
