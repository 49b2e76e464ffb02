package dev.fanfare.local.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Calls the API through the SDK, as the operator's tool does. */
class LogServiceTest {
  private static final String GROUP = "/fanfare/fanfare/PushShard";
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final LocalClients clients = StackClients.of(LocalAccount.DEFAULT.region());
  private Instant now = START;
  private final Logs written =
      new Logs(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
              return now;
            }
          });
  private LocalService service;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void start() {
    service =
        LoopbackHttp.start("test", 0, new LogService(LocalAccount.DEFAULT, written).handler());
    logs = clients.configured(CloudWatchLogsClient.builder(), service.endpoint()).build();
    written.create("/fanfare/fanfare/PlanShards");
  }

  @AfterEach
  void stop() {
    service.close();
    clients.close();
  }

  private void write(String stream, String message) {
    written.write(GROUP, stream, message);
    now = now.plus(Duration.ofSeconds(1));
  }

  @Test
  void filterLogEvents_phrase_findsItsLinesAcrossStreamsPageByPage() {
    for (int i = 0; i < 5; i++) {
      write("push-" + i % 2, "PUSHED a/00001.jsonl: " + i);
      write("push-0", "PUSHED a/00002.jsonl: " + i);
    }

    var all =
        logs
            .filterLogEventsPaginator(
                filter -> filter.logGroupName(GROUP).filterPattern("\"a/00001.jsonl\"").limit(2))
            .events()
            .stream()
            .toList();

    assertThat(all)
        .extracting(FilteredLogEvent::message)
        .containsExactly(
            "PUSHED a/00001.jsonl: 0",
            "PUSHED a/00001.jsonl: 1",
            "PUSHED a/00001.jsonl: 2",
            "PUSHED a/00001.jsonl: 3",
            "PUSHED a/00001.jsonl: 4");
    assertThat(all.get(1).logStreamName()).isEqualTo("push-1");
    assertThat(all.get(1).timestamp()).isEqualTo(START.plusSeconds(2).toEpochMilli());
  }

  @Test
  void filterLogEvents_timesAndStreams_bothApply() {
    write("one", "0");
    write("two", "1");
    write("one", "2");
    write("one", "3");

    var found =
        logs.filterLogEvents(
            filter ->
                filter
                    .logGroupName(GROUP)
                    .logStreamNames("one")
                    .startTime(START.plusSeconds(1).toEpochMilli())
                    .endTime(START.plusSeconds(2).toEpochMilli()));

    assertThat(found.events()).extracting(FilteredLogEvent::message).containsExactly("2");
    assertThat(found.nextToken()).isNull();
  }

  @Test
  void filterLogEvents_invalidCalls_areRefusedAsInAws() {
    write("one", "0");

    assertThatThrownBy(() -> logs.filterLogEvents(f -> f.logGroupName("/no/such")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
    assertThatThrownBy(() -> logs.filterLogEvents(f -> f.logGroupName(GROUP).filterPattern("a/b")))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> logs.filterLogEvents(f -> f.logGroupName(GROUP).limit(10_001)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> logs.filterLogEvents(f -> f.logGroupName(GROUP).nextToken("x")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void getLogEvents_forward_endsWithTheSameToken() {
    for (int i = 0; i < 5; i++) {
      write("one", "line " + i);
      write("two", "other");
    }
    var read = new ArrayList<String>();
    String token = null;

    while (true) {
      String from = token;
      GetLogEventsResponse page =
          logs.getLogEvents(
              get ->
                  get.logGroupName(GROUP)
                      .logStreamName("one")
                      .startFromHead(true)
                      .limit(2)
                      .nextToken(from));
      page.events().stream().map(OutputLogEvent::message).forEach(read::add);
      if (page.nextForwardToken().equals(token)) {
        break;
      }
      token = page.nextForwardToken();
    }

    assertThat(read).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
  }

  @Test
  void getLogEvents_backward_startsWithTheLatest() {
    for (int i = 0; i < 5; i++) {
      write("one", "line " + i);
    }

    var latest = logs.getLogEvents(g -> g.logGroupName(GROUP).logStreamName("one").limit(2));
    var earlier =
        logs.getLogEvents(
            g ->
                g.logGroupName(GROUP)
                    .logStreamName("one")
                    .limit(2)
                    .nextToken(latest.nextBackwardToken()));

    assertThat(latest.events())
        .extracting(OutputLogEvent::message)
        .containsExactly("line 3", "line 4");
    assertThat(earlier.events())
        .extracting(OutputLogEvent::message)
        .containsExactly("line 1", "line 2");
  }

  @Test
  void describe_groupsAndStreams_listsThem() {
    write("one", "a");
    write("two", "b");

    assertThat(logs.describeLogGroups(d -> d.logGroupNamePrefix("/fanfare/")).logGroups())
        .extracting(LogGroup::logGroupName)
        .containsExactly("/fanfare/fanfare/PlanShards", GROUP);
    assertThat(
            logs.describeLogStreams(
                    d -> d.logGroupName(GROUP).orderBy(OrderBy.LAST_EVENT_TIME).descending(true))
                .logStreams())
        .extracting(LogStream::logStreamName)
        .containsExactly("two", "one");
  }

  @Test
  @SuppressWarnings("deprecation") // interleaved
  void parameter_thatIsNotRead_isRefusedByItsName() {
    write("one", "0");

    assertThatThrownBy(() -> logs.filterLogEvents(f -> f.logGroupName(GROUP).unmask(true)))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local CloudWatch Logs does not read the parameter unmask of FilterLogEvents");
    // The AWS CLI sends it, and CloudWatch Logs ignores it.
    assertThat(logs.filterLogEvents(f -> f.logGroupName(GROUP).interleaved(false)).events())
        .isNotEmpty();
  }
}
