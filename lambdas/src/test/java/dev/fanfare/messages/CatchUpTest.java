package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.dynamodb.ContentionException;
import dev.fanfare.messages.ClientPosts.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final String CHANNEL = "news";
  private static final Instant SENT_AT = Instant.ofEpochMilli(1_795_346_400_123L);

  private final MemoryArchive archive = new MemoryArchive().pages(7);
  private final List<String> posted = new ArrayList<>();
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final List<Long> pauses = new ArrayList<>();
  private CatchUp.Allowance allowance = new AnyAllowance(Integer.MAX_VALUE);
  private final List<Long> begun = new ArrayList<>();
  private final CatchUp catchUp =
      new CatchUp(archive, this::post, pauses::add, new Random(3), 1_000);

  @Test
  void join_sinceAPosition_postsLaterMessagesInOrder() {
    archive.append(CHANNEL, "b1", "1", SENT_AT);
    archive.append(CHANNEL, "b2", "{\"price\":1.10}", SENT_AT);
    archive.append(CHANNEL, "b3", "null", SENT_AT);

    assertThat(join(new Since.Position(1))).isEqualTo(new CatchUp.Result(3, 3, 0));
    assertThat(posted)
        .containsExactly(
            "{\"type\":\"missed\",\"channel\":\"news\",\"position\":2,\"id\":\"b2\","
                + "\"sent_at\":1795346400123,\"data\":{\"price\":1.10}}",
            "{\"type\":\"missed\",\"channel\":\"news\",\"position\":3,\"id\":\"b3\","
                + "\"sent_at\":1795346400123,\"data\":null}");
  }

  @Test
  void join_sinceAnInstant_postsMessagesSentThenOrLater() {
    for (int i = 0; i < 4; i++) {
      archive.append(CHANNEL, "b" + i, "" + i, SENT_AT.plusMillis(i));
    }

    join(new Since.Time(SENT_AT.plusMillis(2)));

    assertThat(posted).hasSize(2);
    assertThat(posted.get(0)).endsWith("\"data\":2}");
  }

  @Test
  void join_budgetUsedUp_deliversWhatItAllowsAndReturnsWhereToContinue() {
    for (int i = 1; i <= 9; i++) {
      archive.append(CHANNEL, "b" + i, "" + i, SENT_AT);
    }
    allowance = new AnyAllowance(4);

    var result = join(new Since.Position(2));

    assertThat(result).isEqualTo(new CatchUp.Result(9, 6, 0));
    assertThat(result.isTruncated()).isTrue();
    assertThat(posted).hasSize(4);
  }

  @Test
  void join_noPermitInTime_postsNothingMore() {
    archive.append(CHANNEL, "b1", "1", SENT_AT);
    allowance =
        new CatchUp.Allowance() {
          @Override
          public boolean takeMessage() {
            return true;
          }

          @Override
          public boolean awaitPost() {
            return false;
          }
        };

    assertThat(join(new Since.Position(0))).isEqualTo(new CatchUp.Result(1, 0, 0));
    assertThat(posted).isEmpty();
  }

  @Test
  void join_sinceBeyondTheHead_postsNothing() {
    archive.append(CHANNEL, "b1", "1", SENT_AT);

    assertThat(join(new Since.Position(99))).isEqualTo(new CatchUp.Result(1, 1, 0));
    assertThat(join(new Since.Position(1))).isEqualTo(new CatchUp.Result(1, 1, 0));
    assertThat(posted).isEmpty();
  }

  @Test
  void join_moreThanAThousand_stopsThereAndIsTruncated() {
    for (int i = 1; i <= 1_003; i++) {
      archive.append(CHANNEL, "b" + i, "" + i, SENT_AT);
    }

    var result = join(new Since.Position(1));

    assertThat(result).isEqualTo(new CatchUp.Result(1_003, 1_001, 0));
    assertThat(result.isTruncated()).isTrue();
    assertThat(posted).hasSize(1_000);
  }

  @Test
  void join_timeIsUp_stopsAtAKnownPosition() {
    append(5);
    int[] posts = {0};

    var result =
        catchUp.join(
            CHANNEL,
            "c",
            new Since.Position(0),
            member(() -> OptionalLong.of(5)),
            allowance,
            () -> posts[0]++ == 2);

    assertThat(result).isEqualTo(new CatchUp.Result(5, 2, 0));
    assertThat(posted).hasSize(2);
  }

  @Test
  void join_busyThenFree_pausesAndRetriesTheSameMessage() {
    append(2);
    outcomes.addAll(List.of(Outcome.BUSY, Outcome.BUSY, Outcome.DELIVERED));

    assertThat(join(new Since.Position(0)).isTruncated()).isFalse();
    assertThat(posted).hasSize(4);
    assertThat(posted.get(2)).isEqualTo(posted.get(0)).contains("\"position\":1,");
    assertThat(pauses).hasSize(2).allMatch(pause -> pause < 1_000);
  }

  @Test
  void join_alwaysBusy_givesUpAfterSomeAttempts() {
    append(2);
    outcomes.addAll(Collections.nCopies(20, Outcome.BUSY));

    assertThat(join(new Since.Position(0))).isEqualTo(new CatchUp.Result(2, 0, 0));
    assertThat(posted).hasSize(8);
  }

  @Test
  void join_connectionGone_stopsAtOnce() {
    append(3);
    outcomes.addAll(List.of(Outcome.DELIVERED, Outcome.GONE));

    assertThat(join(new Since.Position(0))).isEqualTo(new CatchUp.Result(3, 1, 0));
    assertThat(posted).hasSize(2);
  }

  @Test
  void join_expiredMessages_areCounted() {
    append(9);
    archive.expire(CHANNEL, 4);

    assertThat(join(new Since.Position(1))).isEqualTo(new CatchUp.Result(9, 9, 3));
    assertThat(posted).hasSize(5);
    archive.expire(CHANNEL, 9);
    assertThat(join(new Since.Position(7))).isEqualTo(new CatchUp.Result(9, 9, 2));
  }

  @Test
  void join_messageThatFillsAPost_followsItsEnvelope() {
    String large = '"' + "x".repeat(128 * 1024 - 2) + '"';
    archive.append(CHANNEL, "b1", large, SENT_AT);

    join(new Since.Position(0));

    assertThat(posted)
        .containsExactly(
            "{\"type\":\"missed\",\"channel\":\"news\",\"position\":1,\"id\":\"b1\","
                + "\"sent_at\":1795346400123,\"data_follows\":true}",
            large);
  }

  @Test
  void join_endFixedByAPlanner_deliversUpToThere() {
    append(5);

    var result =
        catchUp.join(
            CHANNEL,
            "c",
            new Since.Position(1),
            member(
                () -> {
                  archive.append(CHANNEL, "later", "6", SENT_AT);
                  return OptionalLong.of(3);
                }),
            allowance,
            () -> false);

    assertThat(result).isEqualTo(new CatchUp.Result(3, 3, 0));
    assertThat(posted).hasSize(2);
    assertThat(begun).containsExactly(1L);
  }

  @Test
  void join_clientLeavesMeanwhile_joinsAgainAndGivesUpAfterSomeAttempts() {
    append(1);
    var ends = new ArrayDeque<>(List.of(OptionalLong.empty(), OptionalLong.of(1)));
    catchUp.join(CHANNEL, "c", new Since.Position(0), member(ends::poll), allowance, () -> false);
    assertThat(posted).hasSize(1);

    assertThatThrownBy(
            () ->
                catchUp.join(
                    CHANNEL,
                    "c",
                    new Since.Position(0),
                    member(OptionalLong::empty),
                    allowance,
                    () -> false))
        .isInstanceOf(ContentionException.class);
    assertThat(begun).hasSize(2 + 4);
    assertThat(posted).hasSize(1);
  }

  private void append(int count) {
    for (int i = 1; i <= count; i++) {
      archive.append(CHANNEL, "b" + i, "" + i, SENT_AT);
    }
  }

  private CatchUp.Result join(Since since) {
    return catchUp.join(
        CHANNEL,
        "c",
        since,
        member(() -> OptionalLong.of(archive.head(CHANNEL))),
        allowance,
        () -> false);
  }

  private CatchUp.Join member(Supplier<OptionalLong> end) {
    return new CatchUp.Join() {
      @Override
      public void from(long position) {
        begun.add(position);
      }

      @Override
      public OptionalLong settle() {
        return end.get();
      }
    };
  }

  private Outcome post(String connectionId, byte[] message) {
    posted.add(new String(message, StandardCharsets.UTF_8));
    return outcomes.isEmpty() ? Outcome.DELIVERED : outcomes.poll();
  }
}
