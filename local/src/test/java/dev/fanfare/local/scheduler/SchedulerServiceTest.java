package dev.fanfare.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.stepfunctions.ManualTime;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Uses the wire protocol, with a clock that moves only when a test advances it: 2026-11-22T08:00Z.
 */
class SchedulerServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MACHINE = LocalAccount.DEFAULT.stateMachineArn("news");
  private static final String QUEUE = LocalAccount.DEFAULT.queueArn("given-up");
  private static final String TARGET =
      """
      "Target":{"Arn":"%s","RoleArn":"%s","Input":"{\\"at\\":\\"<aws.scheduler.scheduled-time>\\",\\"id\\":\\"<aws.scheduler.execution-id>\\"}"}"""
          .formatted(MACHINE, LocalAccount.DEFAULT.roleArn("starter"));

  private final ManualTime time = new ManualTime();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> started = new ArrayList<>();
  private final List<Map.Entry<String, Map<String, String>>> givenUp = new ArrayList<>();
  private RuntimeException trouble;
  private LocalService service;

  @BeforeEach
  void start() {
    var calls = new TargetCalls(this::startMachine, this::giveUp, time, time);
    var schedules = new Schedules(calls, time, time, () -> "execution-" + ids.incrementAndGet());
    service =
        LoopbackHttp.start(
            "test", 0, new SchedulerService(LocalAccount.DEFAULT, schedules).handler());
  }

  private void startMachine(String machine, String input) {
    assertThat(machine).isEqualTo(MACHINE);
    started.add(input);
    if (trouble != null) {
      throw trouble;
    }
  }

  private void giveUp(String queue, String input, Map<String, String> attributes) {
    givenUp.add(Map.entry(queue + " " + input, attributes));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void create_at_startsOnceWithItsPlaceholdersReplaced() throws Exception {
    var answer =
        create(
            "once", "at(2026-11-22T09:30:00)", "\"ScheduleExpressionTimezone\":\"Europe/Berlin\"");

    assertThat(answer.path("ScheduleArn").asText())
        .isEqualTo("arn:aws:scheduler:eu-central-2:000000000000:schedule/default/once");
    time.advance(Duration.ofSeconds(1_799));
    assertThat(started).isEmpty();
    time.advance(Duration.ofSeconds(1));
    time.advance(Duration.ofDays(365));
    assertThat(started).containsExactly("{\"at\":\"2026-11-22T08:30:00Z\",\"id\":\"execution-1\"}");
    assertThat(call("GET", "/schedules/once", "").path("State").asText()).isEqualTo("ENABLED");
  }

  @Test
  void create_rate_startsAtOnceAndAtEachInterval() throws Exception {
    create("often", "rate(5 minutes)", "\"Description\":\"news\"");

    time.advance(Duration.ZERO);
    assertThat(started).hasSize(1);
    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofMinutes(5));
    }
    assertThat(started)
        .extracting(input -> JSON.readTree(input).path("at").asText())
        .containsExactly(
            "2026-11-22T08:00:00Z",
            "2026-11-22T08:05:00Z",
            "2026-11-22T08:10:00Z",
            "2026-11-22T08:15:00Z");
  }

  @Test
  void create_cronWithinDates_startsBetweenThem() throws Exception {
    create(
        "office",
        "cron(0 9 ? * MON-FRI *)",
        "\"StartDate\":1795478400,\"EndDate\":1795651200,\"ActionAfterCompletion\":\"DELETE\"");

    for (int day = 0; day < 10; day++) {
      time.advance(Duration.ofDays(1));
    }
    assertThat(started)
        .extracting(input -> JSON.readTree(input).path("at").asText())
        .containsExactly("2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z");
    assertThat(status("GET", "/schedules/office", "")).isEqualTo(404);
  }

  @Test
  void fire_targetRefusesForGood_isNotRepeatedAndContinuesNextTime() throws Exception {
    trouble = new TargetException("StateMachineDoesNotExist", "no such state machine", false);
    create("often", "rate(1 hour)", "\"Description\":\"\"");

    time.advance(Duration.ZERO);
    time.advance(Duration.ofHours(1));

    assertThat(started).hasSize(2);
  }

  @Test
  void fire_targetFailsForAMoment_isRepeatedWithBackOffUntilItSucceeds() throws Exception {
    trouble = new TargetException("ThrottlingException", "slow down", true);
    create("once", "at(2026-11-22T09:00:00)", "\"Description\":\"\"");

    time.advance(Duration.ofHours(1));
    time.advance(Duration.ofSeconds(1));
    assertThat(started).hasSize(2);
    time.advance(Duration.ofSeconds(1));
    assertThat(started).hasSize(2);
    trouble = null;
    time.advance(Duration.ofSeconds(1));
    time.advance(Duration.ofDays(2));

    assertThat(started).hasSize(3);
    assertThat(givenUp).isEmpty();
  }

  @Test
  void fire_retriesExhausted_sendsTheInputToTheDeadLetterQueue() throws Exception {
    trouble = new TargetException("ThrottlingException", "slow down", true);
    call("POST", "/schedules/once", withRetries("at(2026-11-22T09:00:00)", 2, 86_400));

    for (int second = 0; second < 3_610; second++) {
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(started).hasSize(3);
    assertThat(givenUp).hasSize(1);
    assertThat(givenUp.get(0).getKey())
        .isEqualTo(QUEUE + " {\"at\":\"2026-11-22T09:00:00Z\",\"id\":\"execution-1\"}");
    assertThat(givenUp.get(0).getValue())
        .containsEntry("ERROR_CODE", "ThrottlingException")
        .containsEntry("ERROR_MESSAGE", "slow down")
        .containsEntry("EXECUTION_ID", "execution-1")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "2")
        .containsEntry("SCHEDULED_TIME", "2026-11-22T09:00:00Z")
        .containsEntry("TARGET_ARN", "arn:aws:scheduler:::aws-sdk:sfn:startExecution");
  }

  @Test
  void fire_eventTooOld_isGivenUp() throws Exception {
    trouble = new IllegalStateException("nothing answers");
    call("POST", "/schedules/once", withRetries("at(2026-11-22T09:00:00)", 185, 60));

    for (int second = 0; second < 3_700; second++) {
      time.advance(Duration.ofSeconds(1));
    }

    // After 0, 1, 3, 7, 15 and 31 seconds; the next would be after 63.
    assertThat(started).hasSize(6);
    assertThat(givenUp.get(0).getValue())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds")
        .containsEntry("ERROR_CODE", "AWS.Scheduler.InternalServerError");
  }

  @Test
  void fire_errorDoesNotPass_goesToTheDeadLetterQueueAtOnce() throws Exception {
    trouble = new TargetException("ResourceNotFoundException", "Function not found: f:9", false);
    call("POST", "/schedules/once", withRetries("at(2026-11-22T09:00:00)", 185, 86_400));

    time.advance(Duration.ofHours(1));

    assertThat(started).hasSize(1);
    assertThat(givenUp.get(0).getValue())
        .containsEntry("ERROR_CODE", "ResourceNotFoundException")
        .containsEntry("RETRY_ATTEMPTS", "0")
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  void get_showsRetriesAndDeadLetterQueue() throws Exception {
    create("plain", "rate(1 day)", "\"Description\":\"\"");
    call("POST", "/schedules/other", withRetries("rate(1 day)", 0, 60));

    var plain = call("GET", "/schedules/plain?groupName=default", "").path("Target");
    var other = call("GET", "/schedules/other", "").path("Target");

    assertThat(plain.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(185);
    assertThat(plain.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(86_400);
    assertThat(plain.has("DeadLetterConfig")).isFalse();
    assertThat(other.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isZero();
    assertThat(other.at("/DeadLetterConfig/Arn").asText()).isEqualTo(QUEUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          186 | 60     | MaximumRetryAttempts is 186: must be a whole number from 0 to 185
          0   | 59     | MaximumEventAgeInSeconds is 59: must be a whole number from 60 to 86400
          0   | 86401  | MaximumEventAgeInSeconds is 86401
          """)
  void create_retriesOutOfRange_areRefused(int attempts, int age, String expected)
      throws Exception {
    assertThat(
            call("POST", "/schedules/news", withRetries("rate(1 day)", attempts, age))
                .path("Message")
                .asText())
        .contains(expected);
  }

  @Test
  void queryParameters_unknown_areRefusedByName() throws Exception {
    assertThat(call("GET", "/schedules?MaxResults=5", "").path("Message").asText())
        .isEqualTo(
            "NOT_SUPPORTED_LOCALLY: the local EventBridge Scheduler does not read the parameter MaxResults of ListSchedules");
  }

  @Test
  void update_andDelete_changeTheDueSchedules() throws Exception {
    create("news", "at(2026-11-22T09:00:00)", "\"Description\":\"\"");
    call("PUT", "/schedules/news", body("at(2026-11-22T10:00:00)", "\"State\":\"ENABLED\""));
    time.advance(Duration.ofHours(1));
    assertThat(started).isEmpty();
    time.advance(Duration.ofHours(1));
    assertThat(started).hasSize(1);

    call("PUT", "/schedules/news", body("rate(1 minute)", "\"State\":\"DISABLED\""));
    time.advance(Duration.ofHours(1));
    create("gone", "rate(1 minute)", "\"StartDate\":1795478400");
    call("DELETE", "/schedules/gone", "");
    time.advance(Duration.ofDays(7));

    assertThat(started).hasSize(1);
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void list_byPrefix_returnsTheirNames() throws Exception {
    create("news-1", "at(2030-01-01T00:00:00)", "\"GroupName\":\"default\"");
    create("other", "at(2030-01-01T00:00:00)", "\"GroupName\":\"default\"");

    assertThat(call("GET", "/schedules", "").path("Schedules")).hasSize(2);
    assertThat(
            call("GET", "/schedules?NamePrefix=news&ScheduleGroup=default", "")
                .at("/Schedules/0/Name")
                .asText())
        .isEqualTo("news-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Mode":"OFF"            | "Mode":"FLEXIBLE"          | must be OFF, or FLEXIBLE with MaximumWindowInMinutes
          at(2030-01-01T00:00:00) | at(tomorrow)               | must look like at(
          "Description":""        | "State":"ASLEEP"           | State is ASLEEP: must be ENABLED or DISABLED
          "Description":""        | "KmsKeyArn":"x"            | NOT_SUPPORTED_LOCALLY: the local EventBridge Scheduler does not read the parameter KmsKeyArn of CreateSchedule
          "Description":""        | "GroupName":"mine"         | Schedule group mine does not exist.
          "Description":""        | "ScheduleExpressionTimezone":"Mars" | must be a time zone such as Europe/Berlin
          "Description":""        | "StartDate":"now"          | StartDate is "now": must be seconds since 1970
          :states:                | :lambda:                   | must be the ARN of a state machine
          "RoleArn"               | "Role"                     | does not read the parameter Target.Role of CreateSchedule
          :role/                  | :user/                     | must be a role's ARN
          """)
  void create_oneInvalidField_isRefused(String from, String to, String expected) throws Exception {
    var sound = body("at(2030-01-01T00:00:00)", "\"Description\":\"\"");
    assertThat(sound).contains(from);

    assertThat(call("POST", "/schedules/news", sound.replace(from, to)).path("Message").asText())
        .contains(expected);
  }

  @Test
  void create_twice_isAConflict() throws Exception {
    create("news", "at(2030-01-01T00:00:00)", "\"Description\":\"\"");

    assertThat(
            status(
                "POST", "/schedules/news", body("at(2030-01-01T00:00:00)", "\"Description\":\"\"")))
        .isEqualTo(409);
    assertThat(status("GET", "/schedule-groups", "")).isEqualTo(404);
    assertThat(status("PUT", "/schedules/absent", "{}")).isEqualTo(404);
  }

  private JsonNode create(String name, String expression, String more) throws Exception {
    return call("POST", "/schedules/" + name, body(expression, more));
  }

  private static String body(String expression, String more) {
    return "{\"ScheduleExpression\":\"%s\",\"FlexibleTimeWindow\":{\"Mode\":\"OFF\"},%s,%s}"
        .formatted(expression, more, TARGET);
  }

  private static String withRetries(String expression, int attempts, int age) {
    var retries =
        "\"RetryPolicy\":{\"MaximumRetryAttempts\":%d,\"MaximumEventAgeInSeconds\":%d},"
            .formatted(attempts, age);
    return body(expression, "\"Description\":\"\"")
        .replace(
            "\"Target\":{",
            "\"Target\":{\"DeadLetterConfig\":{\"Arn\":\"" + QUEUE + "\"}," + retries);
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    return JSON.readTree(HTTP.send(request(method, path, body), BodyHandlers.ofString()).body());
  }

  private int status(String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(request(method, path, body), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(service.endpoint().resolve(path))
        .method(method, BodyPublishers.ofString(body))
        .build();
  }
}
