package dev.stageloom.processor.generate;

import dev.stageloom.processor.model.ClassName;

/** A file to write, rendered. */
public sealed interface GeneratedFile {

  /**
   * The file's text.
   *
   * @return the text, which is written as UTF-8
   */
  String content();

  /**
   * What the file is called in messages.
   *
   * @return a class name or a path
   */
  String label();

  /**
   * A Java source file.
   *
   * @param name its class
   * @param content its text
   */
  record Source(ClassName name, String content) implements GeneratedFile {
    @Override
    public String label() {
      return name.qualified();
    }

    /**
     * The file without its {@code @Generated}, for a module that does not read {@code
     * java.compiler}.
     *
     * @return the same class
     */
    public Source withoutMark() {
      return new Source(name, JavaSource.withoutMark(content));
    }
  }

  /**
   * A resource in the class output.
   *
   * @param path its path from the class output's root
   * @param content its text
   */
  record Resource(String path, String content) implements GeneratedFile {
    @Override
    public String label() {
      return path;
    }
  }
}
