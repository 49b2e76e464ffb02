package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/**
 * Schedules start the state machine themselves. Other tests check the schedule rules with a clock
 * that can be moved. This test runs in real time, and a rate is first due when it is created.
 */
@OnStack(StackKind.SMALL_SHARDS)
class ScheduleIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void schedule_once_isBroadcastAtItsTime(Flow flow) throws Exception {
    flow.connect(flow.names("user", 1));
    var due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    var at = "at(" + due.atOffset(ZoneOffset.UTC).toLocalDateTime() + ")";

    create(flow, withSeconds(at, due), "{\"data\":\"<aws.scheduler.scheduled-time>\"}");

    awaitBroadcast(flow);
    flow.assertReceived("\"" + due + "\"", user -> true);
  }

  @Test
  void schedule_recurring_isBroadcastAtItsStart(Flow flow) throws Exception {
    flow.connect(flow.names("user", 1));

    create(flow, "rate(1 day)", "{\"data\":\"again\"}");

    awaitBroadcast(flow);
    assertThat(call(flow, "DELETE", "")).isEqualTo(200);
    flow.assertReceived("\"again\"", user -> true);
  }

  /** The shortest ISO form of a time omits the seconds when they are zero. */
  private static String withSeconds(String at, Instant due) {
    return due.getEpochSecond() % 60 == 0 ? at.replace(")", ":00)") : at;
  }

  private static void create(Flow flow, String expression, String input) throws Exception {
    var body =
        """
        {"ScheduleExpression": "%s", "FlexibleTimeWindow": {"Mode": "OFF"},
         "Target": {"Arn": "%s", "RoleArn": "%s", "Input": "%s"}}
        """
            .formatted(
                expression,
                flow.shared().stack().output("StateMachineArn"),
                flow.shared().stack().output("ScheduleRoleArn"),
                input.replace("\"", "\\\""));
    assertThat(call(flow, "POST", body)).isEqualTo(200);
  }

  private static int call(Flow flow, String method, String body)
      throws IOException, InterruptedException {
    var scheduler = flow.shared().stack().endpoints().apis();
    var request =
        HttpRequest.newBuilder(scheduler.resolve("/schedules/" + flow.name("schedule")))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** Scheduler does not name the execution, so the test detects its end by its effects. */
  private static void awaitBroadcast(Flow flow) {
    await().atMost(Duration.ofSeconds(30)).until(() -> flow.messages() == 1);
  }
}
