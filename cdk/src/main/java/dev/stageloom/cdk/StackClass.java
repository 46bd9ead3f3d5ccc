package dev.stageloom.cdk;

import dev.stageloom.asl.manifest.WorkflowManifest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * A workflow's generated stack class.
 *
 * @param manifest the workflow
 * @param constructor the stack's constructor with a scope and an id
 */
record StackClass(WorkflowManifest manifest, Constructor<? extends Stack> constructor) {

  /**
   * Finds the stack class that a manifest names.
   *
   * @param manifest the manifest
   * @param classLoader finds the class
   * @return the class
   * @throws IllegalStateException if there is no such class, or it is not such a stack
   */
  static StackClass of(WorkflowManifest manifest, ClassLoader classLoader) {
    String start =
        "the stack of the workflow \""
            + manifest.workflow()
            + "\", "
            + manifest.stackClass()
            + ", ";
    try {
      Class<? extends Stack> stack =
          Class.forName(manifest.stackClass(), true, classLoader).asSubclass(Stack.class);
      return new StackClass(manifest, stack.getConstructor(Construct.class, String.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          start
              + "is not on the class path: it is generated together with the manifest, so build"
              + " both with: mvn clean package",
          e);
    } catch (ClassCastException e) {
      throw new IllegalStateException(start + "is not a " + Stack.class.getName(), e);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          start + "has no public constructor (Construct scope, String id)", e);
    }
  }

  /**
   * Creates the stack, with the workflow's name as its id.
   *
   * @param app the scope
   * @throws IllegalStateException if the constructor fails; the message has the failure's
   */
  void create(App app) {
    create(constructor, app, manifest.workflow());
  }

  /**
   * Creates the stack in an environment, with its name after the workflow's as its id.
   *
   * @param app the scope
   * @param environment the environment
   * @throws IllegalStateException if the constructor fails; the message has the failure's
   */
  void create(App app, Environment environment) {
    String description =
        manifest.description().isBlank()
            ? "The workflow " + manifest.workflow()
            : manifest.description();
    try {
      create(
          constructor
              .getDeclaringClass()
              .getConstructor(
                  Construct.class, String.class, StackProps.class, WorkflowResources.class),
          app,
          environment.stackName(manifest.workflow()),
          environment.stackProps().description(description).build(),
          environment.resources().build());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "the stack of the workflow \""
              + manifest.workflow()
              + "\", "
              + manifest.stackClass()
              + ", has no public constructor (Construct scope, String id, StackProps props,"
              + " WorkflowResources resources), which an environment needs",
          e);
    }
  }

  private void create(Constructor<? extends Stack> constructor, Object... arguments) {
    try {
      constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the stack of the workflow \""
              + manifest.workflow()
              + "\" cannot be created: "
              + FailureText.of(e.getTargetException()),
          e.getTargetException());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(
          "the stack of the workflow \""
              + manifest.workflow()
              + "\" cannot be created: "
              + constructor
              + " must be public, and its class not abstract",
          e);
    }
  }
}
