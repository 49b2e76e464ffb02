package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine accepts the same JSON as the queue, and reports what is wrong with it. */
@OnStack(StackKind.SMALL_SHARDS)
class StartByHandIT {

  @Test
  void startExecution_requestAsInput_isBroadcast(Flow flow) {
    flow.connect(flow.names("user", 3));

    Broadcast broadcast =
        flow.broadcasts()
            .runByHand(flow.name("by-hand"), toUsers(flow.names("user", 2), "[\"hello\"]"))
            .succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 2L));
    flow.assertReceived("[\"hello\"]", user -> !user.equals(flow.name("user3")));
  }

  /** Step Functions evaluates numbers as doubles, which cannot represent these values. */
  @Test
  void startExecution_numbersOfAnySize_arriveDigitByDigit(Flow flow) {
    String data = "{\"n\":[1e400,1.10,123456789012345678901234567890,9007199254740993,1E5]}";
    flow.connect(flow.names("user", 1));

    flow.broadcasts()
        .runByHand(flow.name("digits"), toUsers(flow.names("user", 1), data))
        .succeeded();

    flow.assertReceived(data, user -> true);
  }

  @Test
  void startExecution_nameIsNotAnId_isRefusedBeforeAnythingIsSent(Flow flow) {
    flow.connect(flow.names("user", 1));
    String name = flow.name("k\u00e4se");

    Broadcast broadcast =
        flow.broadcasts().runByHand(name, toUsers(flow.names("user", 1), "\"hello\""));

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.execution().cause())
        .startsWith("PlanShards: the request is refused: the execution's name is \"" + name + '"');
    assertThat(flow.broadcasts().objects(name, "")).isEmpty();
    flow.assertReceived("", user -> false);
  }

  /** A plain sentence: neither JSON nor a stack trace. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                       | data is missing: a request must contain data to send
          {"Comment": "Insert your JSON here"}     | "Comment" is an unknown field: known fields are data, users,
          {"exclude_user": ["eve"], "data": 1}     | "exclude_user" is an unknown field: known fields are data, users,
          "hello"                                  | request is ""hello"": must be a JSON object
          [{"data": 1}]                            | request is "[{"data": 1}]": must be a JSON object
          42                                       | request is "42": must be a JSON object
          null                                     | request is "null": must be a JSON object
          true                                     | request is "true": must be a JSON object
          {"users": ["eve"]}                       | data is missing: a request must contain data to send
          {"users": "eve", "data": 1}              | users is "eve": must be a list of non-empty strings
          {"users": ["eve", 7], "data": 1}         | users[1] is 7: must be a list of non-empty strings
          {"exclude_users": {"a": 1}, "data": 1}   | exclude_users is an object: must be a list
          {"data": 1, "rate": 0}                   | rate is 0: must be a whole number of posts per second from 1 to 1000000
          {"data": 1, "ttl_seconds": "60"}         | ttl_seconds is "60": must be a whole number of seconds from 1 to 86400
          {"data": 1, "expires_at": "tomorrow"}    | expires_at is "tomorrow": must be a UTC time such as
          {"data": 1, "id": "another"}             | id is "another": must be the name of the execution
          {"data": 1, "id": "a/b"}                 | id is "a/b": must be a valid execution name
          {"plan": {"cursor": {"lanes": 1}}}       | "plan" is an unknown field: known fields are data, users,
          {"data": 1, "filter": "plan = 😀"}       | filter is "plan = 😀": column 8: expected a quoted text, found 😀
          {"requestKey": "x", "data": 1}           | requestKey is "x": must be the only field
          {"requestKey": "broadcasts/none/request.json"} | requestKey is "broadcasts/none/request.json": must be in the bucket
          {"users": ["eve"], "users": [], "data": 1} | users is given twice: a field may appear only once
          {"data": {"a": {"b": 1, "b": 2}}}        | data.a.b is given twice: a field may appear only once
          {"channels": [], "data": 1}              | channels is an empty list: must be a list of 1 to 100 channel names
          {"exclude_users": [" eve"], "data": 1}   | exclude_users[0] is " eve": must be a list of non-empty strings
          {"requestKey": 7}                        | requestKey is "7": must be the only field and the key of a stored request
          """)
  void startExecution_invalidRequestAsInput_failsWithFieldValueAndRule(
      String input, String cause, Flow flow) {
    Broadcast broadcast = flow.broadcasts().runByHand(flow.name("bad"), input);

    assertThat(broadcast.status()).isEqualTo("FAILED");
    assertThat(broadcast.execution().error()).isEqualTo("BroadcastIncomplete");
    assertThat(broadcast.execution().cause())
        .startsWith("PlanShards: the request is refused: " + cause)
        .doesNotContain("errorMessage", "stackTrace");
  }
}
