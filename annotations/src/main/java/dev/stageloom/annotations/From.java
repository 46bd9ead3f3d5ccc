package dev.stageloom.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a stage method to the output of an earlier stage, which need not be the one
 * just before.
 *
 * <pre>{@code
 * public Summary store(Stream<Score> scores, @From(EtlStage.class) Stream<Order> orders)
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface From {

  /**
   * The stage whose output the parameter takes. It must come earlier in every workflow that uses
   * this stage.
   *
   * @return the stage class
   */
  Class<?> value();
}
