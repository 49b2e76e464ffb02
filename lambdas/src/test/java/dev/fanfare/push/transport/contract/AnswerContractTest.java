package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.Answer;
import dev.fanfare.push.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer means, and that trouble stays with the post that it befell. */
class AnswerContractTest {
  private static final byte[] MESSAGE = "\"hello\"".getBytes(StandardCharsets.UTF_8);
  private static final String SCRIPTED = "L0SM9cOFvHcCIhw=";

  static Stream<Arguments> wholeAnswers() {
    return withEachTransport(WholeAnswer.values());
  }

  @ParameterizedTest
  @MethodSource("wholeAnswers")
  void post_wholeAnswer_meansWhatItsStatusSays(TransportKind kind, WholeAnswer answer) {
    assertThat(answerTo(kind, answer.reply())).isEqualTo(answer.kind());
  }

  static Stream<Arguments> brokenAnswers() {
    return withEachTransport(BrokenAnswer.values());
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void post_brokenAnswer_fails(TransportKind kind, BrokenAnswer answer) {
    assertThat(answerTo(kind, answer.reply())).isEqualTo(Answer.Kind.FAILED);
  }

  private static Stream<Arguments> withEachTransport(Object[] cases) {
    return Arrays.stream(TransportKind.values())
        .flatMap(kind -> Arrays.stream(cases).map(one -> Arguments.of(kind, one)));
  }

  /**
   * Asks twice: among neighbours, and with one connection that the next post must not suffer on.
   */
  private static Answer.Kind answerTo(TransportKind kind, Reply reply) {
    try (var server = ScriptedServer.start(kind.tls())) {
      server.script(SCRIPTED, reply);
      Answer.Kind amongOthers;
      try (var transport = kind.open(server.endpoint(), Terms.patient(4))) {
        amongOthers = amongOthers(server, transport);
      }
      try (var transport = kind.open(server.endpoint(), Terms.patient(1))) {
        var answers = Conversation.holdThen(transport.prepare(MESSAGE), List.of(SCRIPTED), "next");
        assertThat(answers.get(0).kind()).isEqualTo(amongOthers);
        assertThat(answers.get(1)).as("the next post on one connection").isEqualTo(Answer.ACCEPTED);
      }
      assertThat(server.requestsTo(SCRIPTED)).as("one request a post").hasSize(2);
      assertThat(server.requestsTo("next")).as("one request a post").hasSize(1);
      return amongOthers;
    }
  }

  private static Answer.Kind amongOthers(ScriptedServer server, Transport transport) {
    List<Answer> answers =
        Conversation.holdThen(
            transport.prepare(MESSAGE), List.of("left", SCRIPTED, "right"), "after");
    assertThat(answers.get(0)).isEqualTo(Answer.ACCEPTED);
    assertThat(answers.get(2)).isEqualTo(Answer.ACCEPTED);
    assertThat(answers.get(3)).isEqualTo(Answer.ACCEPTED);
    assertThat(server.requests()).as("one request a post").hasSize(4);
    return answers.get(1).kind();
  }
}
