package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.definition.ErrorHandling.Catcher;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that every transition leads to a state and that every state is reachable. */
final class Reachability {
  private Reachability() {}

  static void check(String startAt, Map<String, State> states, Fields workflow) {
    if (!startAt.isEmpty() && !workflow.declares(startAt)) {
      missing(workflow, workflow.path("StartAt"), "StartAt", startAt);
    }
    states.forEach(
        (name, state) ->
            targets(state).stream()
                .filter(target -> !target.isEmpty() && !workflow.declares(target))
                .forEach(
                    target -> missing(workflow, workflow.path("States/" + name), "Next", target)));
    var reached = reachable(startAt, states);
    states.keySet().stream()
        .filter(name -> !reached.contains(name))
        .forEach(
            name ->
                workflow
                    .problems()
                    .add(
                        Problems.Code.MISSING_TRANSITION_TARGET,
                        workflow.path("States/" + name),
                        "State \"" + name + "\" is not reachable."));
  }

  private static void missing(Fields workflow, String path, String field, String target) {
    workflow
        .problems()
        .add(
            Problems.Code.MISSING_TRANSITION_TARGET,
            path,
            "Missing '" + field + "' target: " + target);
  }

  private static HashSet<String> reachable(String startAt, Map<String, State> states) {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(startAt));
    while (!open.isEmpty()) {
      var name = open.pop();
      if (states.containsKey(name) && reached.add(name)) {
        open.addAll(targets(states.get(name)));
      }
    }
    return reached;
  }

  private static List<String> targets(State state) {
    var collector = new Targets();
    state.accept(collector);
    return collector.found;
  }

  /** The names a state leads to. */
  private static final class Targets implements State.Visitor {
    private List<String> found = List.of();

    @Override
    public void task(State.Task state) {
      add(Stream.concat(Stream.of(state.onward()), caught(state.errors())));
    }

    @Override
    public void map(State.DistributedMap state) {
      add(Stream.concat(Stream.of(state.onward()), caught(state.errors())));
    }

    @Override
    public void choice(State.Choice state) {
      var arms = state.rules().stream().map(State.Choice.Rule::onward);
      add(Stream.concat(arms, Stream.of(state.defaultTransition())));
    }

    @Override
    public void pause(State.Wait state) {
      add(Stream.of(state.onward()));
    }

    @Override
    public void pass(State.Pass state) {
      add(Stream.of(state.onward()));
    }

    @Override
    public void succeed(State.Succeed state) {
      add(Stream.of(state.onward()));
    }

    @Override
    public void fail(State.Fail state) {
      add(Stream.empty());
    }

    private static Stream<Transition> caught(ErrorHandling errors) {
      return errors.catchers().stream().map(Catcher::onward);
    }

    private void add(Stream<Transition> transitions) {
      found = transitions.flatMap(transition -> transition.next().stream()).toList();
    }
  }
}
