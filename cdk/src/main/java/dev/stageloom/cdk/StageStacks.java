package dev.stageloom.cdk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.NestedStack;
import software.constructs.Construct;

/**
 * Spreads the stages of a large workflow over nested stacks, since a stack holds 500 resources.
 *
 * <p>The first stages of a scope are in the stack itself. Each further one is in one of a fixed
 * number of nested stacks, by its name: so adding a stage moves no other one, except from the stack
 * to a nested one when it is put before the last of the first stages.
 */
final class StageStacks extends Construct {

  /** A stage has up to six resources; the workflow's own and the user's need room too. */
  private static final int IN_THE_STACK = 60;

  private static final int NESTED_STACKS = 8;

  private static final String ID = "Stageloom.Stages";

  private final Construct scope;
  private final StagePlace inTheStack;
  private final Map<Integer, StagePlace> nested = new HashMap<>();
  private int stages;

  private StageStacks(Construct scope) {
    super(scope, ID);
    this.scope = scope;
    this.inTheStack = StagePlace.in(scope);
  }

  /**
   * Where the resources of a new stage belong.
   *
   * @param stage the stage's construct, whose scope is the workflow's
   * @param id its id
   * @param workflowScope that scope
   * @return at the stage's construct itself, or at one in a nested stack
   */
  static StagePlace place(Construct stage, String id, Construct workflowScope) {
    StageStacks stacks =
        workflowScope.getNode().tryFindChild(ID) instanceof StageStacks existing
            ? existing
            : new StageStacks(workflowScope);
    return stacks.place(stage, id);
  }

  private StagePlace place(Construct stage, String id) {
    stages++;
    if (stages <= IN_THE_STACK) {
      return inTheStack.at(stage);
    }
    int number = Math.floorMod(id.hashCode(), NESTED_STACKS) + 1;
    StagePlace place =
        nested.computeIfAbsent(number, n -> StagePlace.in(new NestedStack(scope, "Stages." + n)));
    return place.at(new Place(place.construct(), id, stage));
  }

  /**
   * The stage whose resources a construct holds.
   *
   * @param construct a construct
   * @return the stage's construct; the construct itself if it is not in a nested stack of these
   */
  static @Nullable Object stageOf(@Nullable Object construct) {
    return construct instanceof Place place ? place.stage : construct;
  }

  /** A stage's place in a nested stack. */
  private static final class Place extends Construct {

    private final Construct stage;

    Place(Construct stack, String id, Construct stage) {
      super(stack, id);
      this.stage = stage;
    }
  }
}
