package dev.fanfare.local.cloudwatch;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Members;
import dev.fanfare.local.http.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** The CloudWatch API for metrics and alarms, without metric math. Responses have one page. */
public record MetricService(LocalAccount account, Metrics metrics) implements Api {
  private static final int MINUTE = 60;

  /** A query without metric math. */
  private static final Members QUERY =
      Members.of("Id", "Label", "ReturnData")
          .with("MetricStat", Members.of("Period", "Stat").with("Metric", MetricId.MEMBERS));

  /** The valid periods below a minute, in seconds; longer ones are whole minutes. */
  private static final Set<Integer> SHORT_PERIODS = Set.of(1, 5, 10, 20, 30);

  @Override
  public HttpHandler handler() {
    var actions = new HashMap<String, Action>();
    actions.put("ListMetrics", new Action(MetricId.MEMBERS, this::list));
    actions.put(
        "GetMetricData",
        new Action(
            Members.of("StartTime", "EndTime", "ScanBy").with("MetricDataQueries", QUERY),
            this::data));
    actions.put(
        "GetMetricStatistics",
        new Action(
            MetricId.MEMBERS.and(
                "StartTime", "EndTime", "Period", "Statistics", "ExtendedStatistics"),
            this::statistics));
    new AlarmActions(account, metrics).register(actions);
    return AwsApi.handler(
        "CloudWatch",
        actions,
        Protocol.cbor(),
        Protocol.json("GraniteServiceVersion20100801", "1.0"),
        Protocol.query("http://monitoring.amazonaws.com/doc/2010-08-01/"));
  }

  private Map<String, Object> list(Input input) {
    return Map.of(
        "Metrics",
        metrics.known().stream()
            .filter(id -> input.text("Namespace").map(id.namespace()::equals).orElse(true))
            .filter(id -> input.text("MetricName").map(id.name()::equals).orElse(true))
            .filter(id -> input.list("Dimensions").stream().allMatch(each -> has(id, each)))
            .map(MetricId::shape)
            .toList());
  }

  private static boolean has(MetricId id, Input dimension) {
    String value = id.dimensions().get(dimension.required("Name"));
    return value != null && dimension.text("Value").map(value::equals).orElse(true);
  }

  private Map<String, Object> data(Input input) {
    Instant from = input.requiredInstant("StartTime");
    Instant to = after(from, input.requiredInstant("EndTime"));
    boolean isAscending = input.text("ScanBy").filter("TimestampAscending"::equals).isPresent();
    var results = new ArrayList<Map<String, Object>>();
    for (Input query : input.list("MetricDataQueries")) {
      Map<String, Object> result = result(query, from, to, isAscending);
      if (query.flag("ReturnData", true)) {
        results.add(result);
      }
    }
    return Map.of("MetricDataResults", results, "Messages", List.of());
  }

  private Map<String, Object> result(Input query, Instant from, Instant to, boolean isAscending) {
    Input stat =
        query
            .structure("MetricStat")
            .orElseThrow(
                () ->
                    new ApiError(
                        400,
                        "ValidationError",
                        "Query %s has no MetricStat: the local CloudWatch does not support metric math"
                            .formatted(query.text("Id").orElse(""))));
    Input metric = stat.structure("Metric").orElseThrow(() -> Input.missing("MetricStat.Metric"));
    var id = MetricId.of(metric);
    var statistic = Statistic.of("Stat", stat.required("Stat"));
    NavigableMap<Long, Distribution> read = metrics.read(id, from, to, period(stat));
    NavigableMap<Long, Distribution> ordered = isAscending ? read : read.descendingMap();
    var result = new LinkedHashMap<String, Object>();
    result.put("Id", query.required("Id"));
    result.put("Label", query.text("Label").orElse(id.name()));
    result.put("Timestamps", ordered.keySet().stream().map(Instant::ofEpochSecond).toList());
    result.put("Values", ordered.values().stream().map(statistic::of).toList());
    result.put("StatusCode", "Complete");
    return result;
  }

  private Map<String, Object> statistics(Input input) {
    Instant from = input.requiredInstant("StartTime");
    Instant to = after(from, input.requiredInstant("EndTime"));
    List<Statistic> plain = statistics(input, "Statistics");
    List<Statistic> extended = statistics(input, "ExtendedStatistics");
    if (plain.isEmpty() && extended.isEmpty()) {
      throw Input.missing("Statistics or ExtendedStatistics");
    }
    var id = MetricId.of(input);
    String unit = metrics.find(id).map(Series::unit).orElse("None");
    var points = new ArrayList<Map<String, Object>>();
    metrics
        .read(id, from, to, period(input))
        .forEach((second, values) -> points.add(point(second, values, unit, plain, extended)));
    return Map.of("Label", id.name(), "Datapoints", points);
  }

  private static List<Statistic> statistics(Input input, String parameter) {
    return input.texts(parameter).stream().map(name -> Statistic.of(parameter, name)).toList();
  }

  private static Map<String, Object> point(
      long second,
      Distribution values,
      String unit,
      List<Statistic> plain,
      List<Statistic> extended) {
    var point = new LinkedHashMap<String, Object>();
    point.put("Timestamp", Instant.ofEpochSecond(second));
    plain.forEach(each -> point.put(each.name(), each.of(values)));
    if (!extended.isEmpty()) {
      var percentiles = new LinkedHashMap<String, Object>();
      extended.forEach(each -> percentiles.put(each.name(), each.of(values)));
      point.put("ExtendedStatistics", percentiles);
    }
    point.put("Unit", unit);
    return point;
  }

  static int period(Input input) {
    int period = input.requiredWhole("Period");
    if (period % MINUTE != 0 && !SHORT_PERIODS.contains(period)) {
      throw Input.invalid(
          "Period", String.valueOf(period), "must be 1, 5, 10, 20, 30 or a multiple of 60");
    }
    return period;
  }

  private static Instant after(Instant from, Instant to) {
    if (!to.isAfter(from)) {
      throw Input.invalid("EndTime", to.toString(), "must be after StartTime");
    }
    return to;
  }
}
