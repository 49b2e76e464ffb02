package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Creates, describes, sets and deletes alarms. Alarms have no actions. */
final class AlarmActions {
  private static final int MAX_ALARMS = 1_000;
  private static final Set<String> STATES =
      Set.of(AlarmState.OK, AlarmState.ALARM, AlarmState.UNKNOWN);

  private final LocalAccount account;
  private final Metrics metrics;
  private final Map<String, Alarm> alarms = new TreeMap<>();
  private final Map<String, AlarmState> states = new TreeMap<>();

  AlarmActions(LocalAccount account, Metrics metrics) {
    this.account = account;
    this.metrics = metrics;
  }

  void register(Map<String, Action> actions) {
    actions.put("PutMetricAlarm", this::put);
    actions.put("DescribeAlarms", this::describe);
    actions.put("SetAlarmState", this::set);
    actions.put("DeleteAlarms", this::delete);
  }

  /** A changed alarm keeps its state until it is evaluated. */
  private synchronized Map<String, Object> put(Input input) {
    var alarm = Alarm.of(input);
    if (!alarms.containsKey(alarm.name()) && alarms.size() >= MAX_ALARMS) {
      throw new ApiError(
          400,
          "LimitExceededFault",
          "LimitExceeded",
          "There are " + MAX_ALARMS + " alarms already");
    }
    alarms.put(alarm.name(), alarm);
    states.computeIfAbsent(alarm.name(), name -> AlarmState.created(metrics.clock().instant()));
    return Map.of();
  }

  private synchronized Map<String, Object> describe(Input input) {
    List<String> names = input.texts("AlarmNames");
    String prefix = input.text("AlarmNamePrefix").orElse("");
    List<String> types = input.texts("AlarmTypes");
    if (!types.isEmpty() && !types.contains("MetricAlarm")) {
      return Map.of("MetricAlarms", List.of(), "CompositeAlarms", List.of());
    }
    states.replaceAll((name, state) -> state.evaluated(alarms.get(name), metrics));
    var found =
        alarms.values().stream()
            .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
            .filter(alarm -> alarm.name().startsWith(prefix))
            .filter(
                alarm ->
                    input
                        .text("StateValue")
                        .map(states.get(alarm.name()).value()::equals)
                        .orElse(true))
            .map(this::shape)
            .toList();
    return Map.of("MetricAlarms", found, "CompositeAlarms", List.of());
  }

  private synchronized Map<String, Object> set(Input input) {
    String name = input.required("AlarmName");
    String value = input.required("StateValue");
    String reason = input.required("StateReason");
    if (!STATES.contains(value)) {
      throw Input.invalid("StateValue", value, "must be one of " + String.join(", ", STATES));
    }
    AlarmState state = states.get(name);
    if (state == null) {
      throw new ApiError(404, "ResourceNotFound", "Alarm " + name + " does not exist");
    }
    states.put(name, state.become(value, reason, metrics.clock().instant()));
    return Map.of();
  }

  /** Unknown names are ignored, as on AWS. */
  private synchronized Map<String, Object> delete(Input input) {
    List<String> names = input.texts("AlarmNames");
    alarms.keySet().removeAll(names);
    states.keySet().removeAll(names);
    return Map.of();
  }

  private Map<String, Object> shape(Alarm alarm) {
    var reading = alarm.reading();
    var rule = alarm.rule();
    AlarmState state = states.get(alarm.name());
    var shape = new LinkedHashMap<String, Object>();
    shape.put("AlarmName", alarm.name());
    shape.put("AlarmArn", account.alarmArn(alarm.name()));
    shape.put("AlarmDescription", alarm.description());
    shape.put("ActionsEnabled", alarm.actionsEnabled());
    shape.put("AlarmActions", alarm.actions());
    shape.put("StateValue", state.value());
    shape.put("StateReason", state.reason());
    shape.put("StateUpdatedTimestamp", state.decidedAt());
    shape.put("StateTransitionedTimestamp", state.since());
    shape.put("Namespace", reading.metric().namespace());
    shape.put("MetricName", reading.metric().name());
    shape.put("Dimensions", reading.metric().dimensionShapes());
    boolean isPercentile = reading.statistic().name().startsWith("p");
    shape.put(isPercentile ? "ExtendedStatistic" : "Statistic", reading.statistic().name());
    reading.unit().ifPresent(unit -> shape.put("Unit", unit));
    shape.put("Period", reading.period());
    shape.put("EvaluationPeriods", rule.periods());
    shape.put("DatapointsToAlarm", rule.datapoints());
    shape.put("Threshold", rule.threshold());
    shape.put("ComparisonOperator", rule.comparison());
    shape.put("TreatMissingData", rule.missing());
    return shape;
  }
}
