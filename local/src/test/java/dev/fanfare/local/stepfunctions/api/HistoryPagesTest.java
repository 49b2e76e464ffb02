package dev.fanfare.local.stepfunctions.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.stepfunctions.TestStates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;

/** GetExecutionHistory with pagination, as clients use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryPagesTest {
  private static final String PASS =
      "{'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}";

  private final TestStates states = new TestStates();

  @AfterAll
  void close() {
    states.close();
  }

  /** A state machine with this number of Pass states. */
  private static String chain(int length) {
    var chained =
        IntStream.range(0, length)
            .mapToObj(
                i ->
                    "'S%d':{'Type':'Pass',%s}"
                        .formatted(i, i == length - 1 ? "'End':true" : "'Next':'S" + (i + 1) + "'"))
            .collect(Collectors.joining(","));
    return "{'QueryLanguage':'JSONata','StartAt':'S0','States':{" + chained + "}}";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
  void history_inPagesOfAnySize_coversEveryEventOnceInOrder(int pageSize) {
    var arn = states.run(chain(30), "{}").executionArn();

    var forwards = pages(arn, pageSize, false);
    var backwards = pages(arn, pageSize, true);

    assertThat(forwards)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 62).mapToObj(i -> (long) i).toList());
    assertThat(backwards)
        .containsExactlyElementsOf(
            new ArrayList<>(forwards).stream().sorted((a, b) -> Long.compare(b, a)).toList());
  }

  private List<Long> pages(String arn, int size, boolean reverse) {
    return states
        .client
        .getExecutionHistoryPaginator(
            r -> r.executionArn(arn).maxResults(size).reverseOrder(reverse))
        .events()
        .stream()
        .map(HistoryEvent::id)
        .toList();
  }

  @Test
  void history_withoutExecutionData_hasNoData() {
    var arn = states.run(PASS, "{'secret':1}").executionArn();

    var events =
        states.client.getExecutionHistory(r -> r.executionArn(arn).includeExecutionData(false));

    assertThat(events.toString()).doesNotContain("secret");
    assertThat(events.events().get(1).stateEnteredEventDetails().name()).isEqualTo("P");
  }

  @Test
  void history_tokenOfAnotherExecution_isRefused() {
    var one = states.run(PASS, "{}").executionArn();
    var other = states.run(PASS, "{}").executionArn();
    var token =
        states.client.getExecutionHistory(r -> r.executionArn(one).maxResults(1)).nextToken();

    assertThatThrownBy(
            () -> states.client.getExecutionHistory(r -> r.executionArn(other).nextToken(token)))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessageContaining("Invalid Token: 'Invalid token'");
  }
}
