package dev.stageloom.local.interpreter;

import static com.dashjoin.jsonata.Jsonata.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and evaluates JSONata expressions. */
final class Expression {

  private Expression() {}

  /**
   * Checks an expression's syntax.
   *
   * @param text the JSONata
   * @return what is wrong; empty if nothing is
   */
  static Optional<String> syntaxError(String text) {
    try {
      jsonata(text);
      return Optional.empty();
    } catch (JException e) {
      return Optional.of(message(e));
    }
  }

  /**
   * Evaluates an expression.
   *
   * @param text the JSONata
   * @param variables the values of the variables, in the JSONata library's form
   * @return the value, as JSON values
   * @throws EvaluationException if it fails, is undefined or is no JSON value
   */
  static @Nullable Object evaluate(String text, Map<String, Object> variables)
      throws EvaluationException {
    Object value;
    try {
      // Not kept: an instance holds the state of its evaluation, and parsing takes microseconds.
      Jsonata jsonata = jsonata(text);
      jsonata.setOutputConvertNulls(false);
      Jsonata.Frame frame = jsonata.createFrame();
      StepFunctionsLibrary.bindTo(frame);
      variables.forEach(frame::bind);
      value = jsonata.evaluate(null, frame);
    } catch (JException e) {
      throw new EvaluationException("failed: " + message(e), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new EvaluationException("failed: " + describe(e), e);
    }
    if (value == null) {
      throw new EvaluationException("gave nothing (undefined)", null);
    }
    try {
      return JsonValues.copy(value);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException("gave a value that cannot be used: " + e.getMessage(), e);
    }
  }

  /** The library's message with its error code, which the documentation of JSONata lists. */
  private static String message(JException e) {
    String code = String.valueOf(e.getError());
    String message = String.valueOf(e.getMessage());
    return code.matches("[A-Z][0-9]{4}") ? message + " (" + code + ")" : message;
  }

  private static String describe(Throwable e) {
    if (e instanceof StackOverflowError) {
      return "it calls itself too deeply";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
