package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists log groups and their streams. */
final class LogActions {
  private static final int PAGE = 50;

  private final LocalAccount account;
  private final Logs logs;

  LogActions(LocalAccount account, Logs logs) {
    this.account = account;
    this.logs = logs;
  }

  void register(Map<String, Action> actions) {
    actions.put("DescribeLogGroups", this::describeGroups);
    actions.put("DescribeLogStreams", this::describeStreams);
  }

  private Map<String, Object> describeGroups(Input input) {
    String prefix = input.text("logGroupNamePrefix").orElse("");
    String part = input.text("logGroupNamePattern").orElse("");
    List<Map<String, Object>> found =
        logs.groups().stream()
            .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
            .sorted(Comparator.comparing(LogGroup::name))
            .map(this::shape)
            .toList();
    return page("logGroups", found, input);
  }

  private Map<String, Object> shape(LogGroup group) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("logGroupName", group.name());
    shape.put("arn", account.logGroupArn(group.name()) + ":*");
    shape.put("logGroupArn", account.logGroupArn(group.name()));
    shape.put("creationTime", logs.createdAt().toEpochMilli());
    shape.put("storedBytes", group.characters());
    shape.put("metricFilterCount", 0);
    shape.put("logGroupClass", "STANDARD");
    return shape;
  }

  private Map<String, Object> describeStreams(Input input) {
    LogGroup group = LogQuery.group(logs, input);
    String prefix = input.text("logStreamNamePrefix").orElse("");
    boolean isByTime = input.text("orderBy").orElse("LogStreamName").equals("LastEventTime");
    Comparator<Map<String, Object>> order =
        isByTime
            ? Comparator.comparing(stream -> (Long) stream.get("lastEventTimestamp"))
            : Comparator.comparing(stream -> (String) stream.get("logStreamName"));
    List<Map<String, Object>> found =
        group.lines().stream()
            .filter(line -> line.stream().startsWith(prefix))
            .collect(
                Collectors.groupingBy(LogLine::stream, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(lines -> stream(group, lines))
            .sorted(input.flag("descending", false) ? order.reversed() : order)
            .toList();
    return page("logStreams", found, input);
  }

  private Map<String, Object> stream(LogGroup group, List<LogLine> lines) {
    LogLine first = lines.get(0);
    LogLine last = lines.get(lines.size() - 1);
    var shape = new LinkedHashMap<String, Object>();
    shape.put("logStreamName", first.stream());
    shape.put("arn", account.logGroupArn(group.name()) + ":log-stream:" + first.stream());
    shape.put("creationTime", first.millis());
    shape.put("firstEventTimestamp", first.millis());
    shape.put("lastEventTimestamp", last.millis());
    shape.put("lastIngestionTime", last.millis());
    shape.put("storedBytes", 0L);
    return shape;
  }

  private static Map<String, Object> page(String name, List<Map<String, Object>> all, Input input) {
    int size = LogQuery.limit(input, PAGE);
    int from = Math.min(all.size(), (int) LogQuery.position(input, "", 0));
    int to = Math.min(all.size(), from + size);
    var answer = new LinkedHashMap<String, Object>();
    answer.put(name, new ArrayList<>(all.subList(from, to)));
    if (to < all.size()) {
      answer.put("nextToken", String.valueOf(to));
    }
    return answer;
  }

  /** The error for an invalid parameter. */
  static ApiError invalid(String message) {
    return new ApiError(400, "InvalidParameterException", message);
  }
}
