package dev.stageloom.processor.generate;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Chooses names that no two fields or variables of a scope share. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();

  /** Keeps names for what is always there. */
  UniqueNames(String... taken) {
    for (String name : taken) {
      choose(name);
    }
  }

  /** The wanted name, as far as it can be one, with {@code _} after it while it is taken. */
  String choose(String wanted) {
    String name = identifier(wanted);
    while (SourceVersion.isKeyword(name) || !taken.add(name)) {
      name += "_";
    }
    return name;
  }

  private static String identifier(String text) {
    StringBuilder identifier = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (i == 0 && !Character.isJavaIdentifierStart(c) && Character.isJavaIdentifierPart(c)) {
        identifier.append('_');
      }
      identifier.appendCodePoint(Character.isJavaIdentifierPart(c) ? c : '_');
      i += Character.charCount(c);
    }
    return identifier.toString();
  }
}
