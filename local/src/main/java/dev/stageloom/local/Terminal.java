package dev.stageloom.local;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Where a command prints: plain lines, with colours on a terminal that has them, and with signs
 * that the output's character set has.
 */
final class Terminal {

  /** The signs at the start of a line, and others. */
  enum Sign {
    STARTED("▸", ">"),
    NOTICE("·", "-"),
    DONE("✓", "+"),
    FAILED("✗", "x"),
    RETRY("↻", "~"),
    ARROW("→", "->"),
    LINE("─", "-");

    private final String unicode;
    private final String ascii;

    Sign(String unicode, String ascii) {
      this.unicode = unicode;
      this.ascii = ascii;
    }
  }

  /** The colours, by ECMA-48's numbers. */
  enum Color {
    GREEN(32),
    RED(31),
    YELLOW(33),
    DIM(2),
    BOLD(1);

    private final int code;

    Color(int code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean unicode;
  private final boolean colors;

  Terminal(PrintStream out, Charset charset, boolean colors) {
    this.out = out;
    this.unicode = charset.newEncoder().canEncode("▸✓✗↻→─·");
    this.colors = colors;
  }

  /** The process's standard output. */
  static Terminal standardOutput() {
    return new Terminal(System.out, charset(), colors(System.getenv()));
  }

  /** What {@code System.out} encodes with; JDK 17 cannot be asked. */
  private static Charset charset() {
    for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
      String name = System.getProperty(property, "");
      if (!name.isEmpty() && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  private static boolean colors(Map<String, String> environment) {
    return isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Since JDK 22 there is a console without a terminal, too. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Method isTerminal = Console.class.getMethod("isTerminal");
      return (boolean) isTerminal.invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Prints a line. */
  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }

  /** The sign, or what stands for it. */
  String sign(Sign sign) {
    return unicode ? sign.unicode : sign.ascii;
  }

  /** The text in a colour, if there are colours. */
  String in(Color color, String text) {
    return colors ? "\u001b[" + color.code + "m" + text + "\u001b[0m" : text;
  }
}
