package dev.fanfare.local.cloudwatchlogs;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Members;
import dev.fanfare.local.http.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The read-only CloudWatch Logs API: it lists groups and streams, and reads the events of a stream,
 * or those of a group that match a pattern.
 */
public record LogService(LocalAccount account, Logs logs) implements Api {
  private static final int LIST_PAGE = 50;

  /** Maximum events in a response. */
  private static final int EVENT_PAGE = 10_000;

  /** Maximum characters in a response with several events. */
  private static final int PAGE_CHARACTERS = 1024 * 1024;

  /** In milliseconds since 1970; later than any line. */
  private static final double END_OF_TIME = 1e15;

  private static final Members GROUP = Members.of("logGroupName", "logGroupIdentifier");

  /** What both ways to read lines have in common. */
  private static final Members LINES = GROUP.and("startTime", "endTime", "limit", "nextToken");

  private static final String FORWARD = "f/";
  private static final String BACKWARD = "b/";

  @Override
  public HttpHandler handler() {
    return AwsApi.handler(
        "CloudWatch Logs",
        Map.of(
            "DescribeLogGroups",
            Action.of(
                this::describeGroups,
                "logGroupNamePrefix",
                "logGroupNamePattern",
                "limit",
                "nextToken"),
            "DescribeLogStreams",
            new Action(
                GROUP.and("logStreamNamePrefix", "orderBy", "descending", "limit", "nextToken"),
                this::describeStreams),
            "FilterLogEvents",
            new Action(
                LINES.and("logStreamNames", "logStreamNamePrefix", "filterPattern", "interleaved"),
                this::filter),
            "GetLogEvents",
            new Action(LINES.and("logStreamName", "startFromHead"), this::get)),
        Protocol.json("Logs_20140328", "1.1"));
  }

  private Map<String, Object> describeGroups(Input input) {
    String prefix = input.text("logGroupNamePrefix").orElse("");
    String part = input.text("logGroupNamePattern").orElse("");
    List<Map<String, Object>> found =
        logs.groups().stream()
            .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
            .sorted(Comparator.comparing(LogGroup::name))
            .map(this::group)
            .toList();
    return page("logGroups", found, input);
  }

  private Map<String, Object> group(LogGroup group) {
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
    LogGroup group = group(input);
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
    int size = limit(input, LIST_PAGE);
    int from = Math.min(all.size(), (int) position(input, "", 0));
    int to = Math.min(all.size(), from + size);
    var answer = new LinkedHashMap<String, Object>();
    answer.put(name, new ArrayList<>(all.subList(from, to)));
    if (to < all.size()) {
      answer.put("nextToken", String.valueOf(to));
    }
    return answer;
  }

  /** Lines of all streams are always interleaved; AWS ignores the flag for it too. */
  private Map<String, Object> filter(Input input) {
    var lines = lines(input, true);
    var pattern = FilterPattern.parse(input.text("filterPattern").orElse(""));
    long after = position(input, "", 0);
    var names = new HashSet<>(input.texts("logStreamNames"));
    String prefix = input.text("logStreamNamePrefix").orElse("");
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw invalid("logStreamNames and logStreamNamePrefix cannot both be specified");
    }
    List<LogLine> found =
        lines.stream()
            .filter(line -> line.stream().startsWith(prefix))
            .filter(line -> names.isEmpty() || names.contains(line.stream()))
            .filter(line -> line.number() > after && pattern.matches(line.message()))
            .toList();
    List<LogLine> page = firstOf(found, limit(input, EVENT_PAGE));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("events", page.stream().map(LogService::filtered).toList());
    answer.put("searchedLogStreams", List.of());
    if (page.size() < found.size()) {
      answer.put("nextToken", String.valueOf(page.get(page.size() - 1).number()));
    }
    return answer;
  }

  /** Reads pages in both directions; at either end, the token stays the same. */
  private Map<String, Object> get(Input input) {
    String stream = input.text("logStreamName").orElse("");
    List<LogLine> all =
        lines(input, false).stream().filter(line -> line.stream().equals(stream)).toList();
    int limit = limit(input, EVENT_PAGE);
    String token = input.text("nextToken").orElse("");
    boolean isForward =
        token.isEmpty() ? input.flag("startFromHead", false) : token.startsWith(FORWARD);
    List<LogLine> page = isForward ? after(all, input, limit) : before(all, input, limit);
    // At an end, the response is empty and the token stays the same, so the client stops.
    String given = token.isEmpty() ? FORWARD : token.substring(0, FORWARD.length());
    long position = position(input, given, 0);
    long first = page.isEmpty() ? position : page.get(0).number();
    long last = page.isEmpty() ? position : page.get(page.size() - 1).number();
    return Map.of(
        "events", page.stream().map(LogService::event).toList(),
        "nextForwardToken", FORWARD + last,
        "nextBackwardToken", BACKWARD + first);
  }

  private static List<LogLine> after(List<LogLine> all, Input input, int limit) {
    long position = position(input, FORWARD, 0);
    return firstOf(all.stream().filter(line -> line.number() > position).toList(), limit);
  }

  private static List<LogLine> before(List<LogLine> all, Input input, int limit) {
    long position = position(input, BACKWARD, Long.MAX_VALUE / 10);
    List<LogLine> earlier = all.stream().filter(line -> line.number() < position).toList();
    return earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
  }

  private static List<LogLine> firstOf(List<LogLine> lines, int limit) {
    int count = 0;
    long characters = 0;
    while (count < Math.min(limit, lines.size())) {
      characters += lines.get(count).message().length();
      if (count > 0 && characters > PAGE_CHARACTERS) {
        break;
      }
      count++;
    }
    return lines.subList(0, count);
  }

  private static Map<String, Object> filtered(LogLine line) {
    Map<String, Object> shape = event(line);
    shape.put("logStreamName", line.stream());
    shape.put("eventId", "%056d".formatted(line.number()));
    return shape;
  }

  private static Map<String, Object> event(LogLine line) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("timestamp", line.millis());
    shape.put("ingestionTime", line.millis());
    shape.put("message", line.message());
    return shape;
  }

  /** The lines of a group in a time range, in order of arrival. */
  private List<LogLine> lines(Input input, boolean isEndIncluded) {
    long from = (long) input.number("startTime").orElse(0);
    long to = (long) input.number("endTime").orElse(END_OF_TIME) + (isEndIncluded ? 1 : 0);
    return group(input).lines().stream()
        .filter(line -> line.millis() >= from && line.millis() < to)
        .toList();
  }

  /** The group, by its name or ARN. */
  private LogGroup group(Input input) {
    String name =
        input
            .text("logGroupName")
            .or(() -> input.text("logGroupIdentifier"))
            .orElseThrow(
                () -> invalid("Either logGroupName or logGroupIdentifier must be specified"))
            .replaceFirst("^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]*)(:\\*)?$", "$1");
    return logs.group(name)
        .orElseThrow(
            () ->
                new ApiError(
                    400, "ResourceNotFoundException", "The specified log group does not exist."));
  }

  private static int limit(Input input, int max) {
    double limit = input.number("limit").orElse(max);
    if (limit < 1 || limit > max || limit != Math.rint(limit)) {
      throw invalid("limit is %s: must be a whole number from 1 to %d".formatted(limit, max));
    }
    return (int) limit;
  }

  /** Returns the position in the token, or the default without a token. */
  private static long position(Input input, String prefix, long defaultValue) {
    String token = input.text("nextToken").orElse(prefix + defaultValue);
    if (!token.startsWith(prefix) || !token.substring(prefix.length()).matches("[0-9]{1,18}")) {
      throw invalid("The specified nextToken is invalid.");
    }
    return Long.parseLong(token.substring(prefix.length()));
  }

  private static ApiError invalid(String message) {
    return new ApiError(400, "InvalidParameterException", message);
  }
}
