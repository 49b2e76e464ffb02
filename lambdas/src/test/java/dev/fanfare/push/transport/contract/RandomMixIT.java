package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All scripts in random order: each post still gets its own answer. */
class RandomMixIT {
  private static final int POSTS = 300;
  private static final int IN_FLIGHT = 30;

  /** A third of all posts succeed, so that connections are reused. */
  private static final int OTHERS = 3;

  @ParameterizedTest
  @EnumSource
  void post_randomMixOfAllScripts_eachGetsItsOwnResponse(TransportKind kind) {
    long seed = new Random().nextLong();
    List<Script> scripts = draw(kind, new Random(seed));
    List<String> ids = new ArrayList<>();
    try (var server = ScriptedServer.start(kind.tls());
        var transport =
            kind.open(
                server.endpoint(),
                Terms.hasty(kind.connectionsFor(IN_FLIGHT, POSTS), Duration.ofSeconds(2)))) {
      for (Script script : scripts) {
        ids.add(script + "-" + ids.size());
        server.script(ids.get(ids.size() - 1), script.reply());
      }
      var poster = transport.prepare(new byte[1_000]);
      Conversation.hold(poster, List.of("warm-up"), 1);

      List<PostResult> answers = Conversation.hold(poster, ids, IN_FLIGHT);

      for (int i = 0; i < POSTS; i++) {
        assertThat(answers.get(i).kind())
            .as("%s of seed %d: %s", ids.get(i), seed, answers.get(i))
            .isIn(scripts.get(i).allowed(kind));
      }
      assertThat(server.requests()).hasSize(POSTS + 1).doesNotHaveDuplicates();
      assertThat(server.requests().stream().map(ReceivedRequest::id)).doesNotHaveDuplicates();
    }
  }

  private static List<Script> draw(TransportKind kind, Random random) {
    List<Script> all =
        Stream.<Script[]>of(
                WholeResponse.values(),
                BrokenResponse.values(),
                AmbiguousResponse.values(),
                Silence.values())
            .flatMap(Stream::of)
            // Excludes scripts after which the next post may fail, because the other scripts do not
            // expect that.
            .filter(script -> !script.endsUnsaid(kind))
            .toList();
    return Stream.generate(
            () ->
                random.nextInt(OTHERS) == 0
                    ? WholeResponse.STATUS_200
                    : all.get(random.nextInt(all.size())))
        .limit(POSTS)
        .toList();
  }
}
