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

/**
 * The API actions that create, describe, set and delete alarms. Alarms do not call their actions.
 */
final class AlarmActions {
  private static final int MAX_ALARMS = 1_000;
  private static final Set<String> STATES =
      Set.of(AlarmState.OK, AlarmState.ALARM, AlarmState.UNKNOWN);

  private final LocalAccount account;
  private final Metrics metrics;
  private final Map<String, StatefulAlarm> alarms = new TreeMap<>();

  private record StatefulAlarm(Alarm alarm, AlarmState state) {
    private StatefulAlarm evaluated(Metrics metrics) {
      return new StatefulAlarm(alarm, state.evaluated(alarm, metrics));
    }
  }

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

  /** A changed alarm keeps its state until its next evaluation. */
  private synchronized Map<String, Object> put(Input input) {
    var alarm = Alarm.of(input);
    StatefulAlarm known = alarms.get(alarm.name());
    if (known == null && alarms.size() >= MAX_ALARMS) {
      throw new ApiError(
          400,
          "LimitExceededFault",
          "LimitExceeded",
          "The limit of " + MAX_ALARMS + " alarms is reached");
    }
    AlarmState state =
        known == null ? AlarmState.created(metrics.clock().instant()) : known.state();
    alarms.put(alarm.name(), new StatefulAlarm(alarm, state));
    return Map.of();
  }

  private synchronized Map<String, Object> describe(Input input) {
    List<String> names = input.texts("AlarmNames");
    String prefix = input.text("AlarmNamePrefix").orElse("");
    List<String> types = input.texts("AlarmTypes");
    if (!types.isEmpty() && !types.contains("MetricAlarm")) {
      return Map.of("MetricAlarms", List.of(), "CompositeAlarms", List.of());
    }
    alarms.replaceAll((name, kept) -> kept.evaluated(metrics));
    var found =
        alarms.values().stream()
            .filter(kept -> names.isEmpty() || names.contains(kept.alarm().name()))
            .filter(kept -> kept.alarm().name().startsWith(prefix))
            .filter(kept -> input.text("StateValue").map(kept.state().value()::equals).orElse(true))
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
    StatefulAlarm kept = alarms.get(name);
    if (kept == null) {
      throw new ApiError(404, "ResourceNotFound", "Alarm " + name + " does not exist");
    }
    AlarmState state = kept.state().become(value, reason, metrics.clock().instant());
    alarms.put(name, new StatefulAlarm(kept.alarm(), state));
    return Map.of();
  }

  /** Ignores unknown names, as on AWS. */
  private synchronized Map<String, Object> delete(Input input) {
    alarms.keySet().removeAll(input.texts("AlarmNames"));
    return Map.of();
  }

  private Map<String, Object> shape(StatefulAlarm kept) {
    Alarm alarm = kept.alarm();
    AlarmState state = kept.state();
    var reading = alarm.reading();
    var rule = alarm.rule();
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
