package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.config.RecordingLogger;
import org.junit.jupiter.api.Test;

class FailedPostsTest {
  private final FailedPosts troubles = new FailedPosts();
  private final RecordingLogger log = new RecordingLogger();

  @Test
  void told_nothing_isNoLine() {
    assertThat(troubles.lines()).isEmpty();
    troubles.log(log);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void log_refusedAndUnreachable_needTheOperatorAndAreRetried() {
    troubles.refused("c1", "status 403");
    troubles.unreachable("c2", "reset");
    troubles.log(log);
    assertThat(log.lines())
        .containsExactly(
            "[ERROR] 1 posts refused: c1 (status 403); check CONNECTIONS_ENDPOINT and"
                + " execute-api:ManageConnections",
            "[WARN] 1 connections unreachable: c2 (reset)");
  }

  @Test
  void told_upToThree_namesAll() {
    for (int i = 1; i <= 3; i++) {
      troubles.unreachable("c" + i, "reset");
    }
    assertThat(troubles.lines())
        .containsExactly("3 connections unreachable: c1 (reset), c2 (reset), c3 (reset)");
  }

  @Test
  void told_moreThanThree_namesThreeAndCountsAll() {
    for (int i = 1; i <= 4; i++) {
      troubles.refused("c" + i, "status 403");
    }
    assertThat(troubles.lines())
        .containsExactly(
            "4 posts refused: c1 (status 403), c2 (status 403), c3 (status 403), …; check"
                + " CONNECTIONS_ENDPOINT and execute-api:ManageConnections");
  }
}
