package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The meaning of each answer. An error affects only its own post. */
class ResponseContractIT {
  private static final byte[] MESSAGE = "\"hello\"".getBytes(StandardCharsets.UTF_8);
  private static final String SCRIPTED = "L0SM9cOFvHcCIhw=";

  static Stream<Arguments> wholeAnswers() {
    return withEachTransport(WholeResponse.values());
  }

  @ParameterizedTest
  @MethodSource("wholeAnswers")
  void post_completeResponse_hasTheMeaningOfItsStatus(TransportKind kind, WholeResponse answer) {
    assertAnsweredAsAllowed(kind, answer);
  }

  static Stream<Arguments> brokenAnswers() {
    return withEachTransport(BrokenResponse.values());
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void post_invalidResponse_fails(TransportKind kind, BrokenResponse answer) {
    assertAnsweredAsAllowed(kind, answer);
  }

  static Stream<Arguments> ambiguousAnswers() {
    return withEachTransport(AmbiguousResponse.values());
  }

  @ParameterizedTest
  @MethodSource("ambiguousAnswers")
  void post_ambiguousResponse_hasTheMeaningOfItsStatusOrFails(
      TransportKind kind, AmbiguousResponse answer) {
    assertAnsweredAsAllowed(kind, answer);
  }

  @ParameterizedTest
  @EnumSource
  void post_endlessResponse_failsInTime(TransportKind kind) {
    var timeout = Duration.ofMillis(800);
    List<String> silent = Arrays.stream(Silence.values()).map(Silence::name).toList();
    try (var server = ScriptedServer.start(kind.tls());
        var transport =
            kind.open(
                server.endpoint(),
                Terms.hasty(kind.connectionsFor(silent.size(), silent.size()), timeout))) {
      for (Silence silence : Silence.values()) {
        server.script(silence.name(), silence.reply());
      }
      Transport.Poster poster = transport.prepare(MESSAGE);
      Conversation.hold(poster, List.of("warm-up"), 1);
      long began = System.nanoTime();

      var answers = Conversation.holdThen(poster, silent, "after");

      assertThat(answers.subList(0, silent.size()))
          .allMatch(answer -> answer.kind() == PostResult.Kind.FAILED);
      assertThat(answers.get(silent.size())).isEqualTo(PostResult.ACCEPTED);
      // The post's own timeout ends it, not a later one. The extra five seconds are for a busy
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(timeout.minusMillis(50), timeout.plusSeconds(5));
      assertThat(server.requests()).as("one request a post").hasSize(silent.size() + 2);
    }
  }

  private static Stream<Arguments> withEachTransport(Script[] scripts) {
    return Arrays.stream(TransportKind.values())
        .flatMap(kind -> Arrays.stream(scripts).map(script -> Arguments.of(kind, script)));
  }

  /**
   * Posts twice: among other posts, and on a transport with one connection, where the next post
   * would meet anything that the scripted answer leaves behind.
   */
  private static void assertAnsweredAsAllowed(TransportKind kind, Script script) {
    Set<PostResult.Kind> others =
        script.endsUnsaid(kind)
            ? Set.of(PostResult.Kind.ACCEPTED, PostResult.Kind.FAILED)
            : Set.of(PostResult.Kind.ACCEPTED);
    try (var server = ScriptedServer.start(kind.tls())) {
      server.script(SCRIPTED, script.reply());
      try (var transport = kind.open(server.endpoint(), Terms.patient(4))) {
        var answers = answers(transport, List.of(SCRIPTED, "left", "right"), "after");
        assertIn(script.allowed(kind), answers.get(0));
        answers.subList(1, 4).forEach(answer -> assertIn(others, answer));
      }
      try (var transport = kind.open(server.endpoint(), Terms.patient(1))) {
        var answers = answers(transport, List.of(SCRIPTED), "next");
        assertIn(script.allowed(kind), answers.get(0));
        assertIn(others, answers.get(1));
      }
      assertThat(server.requestsTo(SCRIPTED)).as("one request a post").hasSize(2);
      for (String other : List.of("left", "right", "after", "next")) {
        assertThat(server.requestsTo(other)).as("one request a post").hasSizeLessThan(2);
      }
    }
  }

  private static void assertIn(Set<PostResult.Kind> allowed, PostResult answer) {
    assertThat(answer.kind()).as(answer.detail()).isIn(allowed);
  }

  private static List<PostResult> answers(Transport transport, List<String> first, String after) {
    return Conversation.holdThen(transport.prepare(MESSAGE), first, after);
  }
}
