package dev.stageloom.processor.read;

import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a method or constructor declares to throw. */
final class Thrown {

  private Thrown() {}

  /** The simple name of the first class in the throws clause that is of a kind. */
  static Optional<String> first(ExecutableElement method, Predicate<TypeElement> kind) {
    for (TypeMirror thrown : method.getThrownTypes()) {
      if (thrown.getKind() == TypeKind.DECLARED) {
        TypeElement type = (TypeElement) ((DeclaredType) thrown).asElement();
        if (kind.test(type)) {
          return Optional.of(type.getSimpleName().toString());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether code around a call must catch or declare it. */
  static boolean isChecked(TypeElement thrown) {
    return !extendsClass(thrown, "java.lang.RuntimeException")
        && !extendsClass(thrown, "java.lang.Error");
  }

  /** Whether {@code throws Exception} does not cover it. */
  static boolean isNoException(TypeElement thrown) {
    return isChecked(thrown) && !extendsClass(thrown, "java.lang.Exception");
  }

  private static boolean extendsClass(TypeElement thrown, String superclass) {
    TypeElement type = thrown;
    while (!type.getQualifiedName().contentEquals(superclass)) {
      TypeMirror next = type.getSuperclass();
      // The end of the chain, or a superclass that is missing, as javac says.
      if (next.getKind() != TypeKind.DECLARED) {
        return next.getKind() == TypeKind.ERROR;
      }
      type = (TypeElement) ((DeclaredType) next).asElement();
    }
    return true;
  }
}
