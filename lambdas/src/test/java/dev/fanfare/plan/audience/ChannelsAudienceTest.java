package dev.fanfare.plan.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.plan.ConnectionTableRows;
import dev.fanfare.tables.SubscriptionRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ChannelsAudienceTest {
  private static final Function<String, OptionalLong> NO_ARCHIVE = channel -> OptionalLong.empty();

  /**
   * Property: the audience returns each member of the channels once, for all page sizes and for all
   * places where planning stops and another process continues.
   */
  @Property(tries = 100)
  void read_anyPagesAndInterruptions_returnsEachMemberOnce(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int channelCount,
      @ForAll @IntRange(min = 1, max = 5) int pageSize) {
    var random = new Random(seed);
    var table = new ConnectionTableRows().pages(pageSize).join("elsewhere", "nobody");
    var channels = channels(channelCount);
    var members = new TreeSet<String>();
    for (int i = random.nextInt(150); i > 0; i--) {
      String id = "c" + random.nextInt(200) + (random.nextInt(9) == 0 ? "\uFF5E🎉" : "");
      channels.stream()
          .filter(channel -> random.nextInt(channelCount) < 2)
          .forEach(
              channel -> {
                table.join(channel, id);
                members.add(id);
              });
    }

    var met = new ArrayList<String>();
    var audience = new ChannelsAudience(table.readSubscriptions(), channels, NO_ARCHIVE, 5_000);
    for (int lane = 0; lane < audience.lanes(); lane++) {
      String position = null;
      do {
        if (random.nextInt(4) == 0) {
          audience = new ChannelsAudience(table.readSubscriptions(), channels, NO_ARCHIVE, 5_000);
        }
        var page = audience.read(lane, position);
        for (Connection connection : page.connections()) {
          assertThat(SubscriptionRow.partitionOf(connection.id())).isEqualTo(lane);
          met.add(connection.id());
        }
        position = page.position();
      } while (position != null);
    }

    assertThat(met).containsExactlyInAnyOrderElementsOf(members);
  }

  @Test
  void read_memberWhoCaughtUp_isOmittedInAllChannels() {
    var table =
        new ConnectionTableRows()
            .join("news", "before", caughtUp(0, 6))
            .join("news", "exactly", caughtUp(0, 7))
            .join("news", "beyond", caughtUp(0, 8))
            .join("news", "never", Map.of())
            .join("news", "had it before", caughtUp(7, 9))
            .join("news", "had it, and elsewhere", caughtUp(7, 9))
            .join("sports", "had it, and elsewhere", Map.of())
            .join("news", "brought, and elsewhere", caughtUp(6, 7))
            .join("sports", "brought, and elsewhere", Map.of())
            .join("news", "in both", caughtUp(0, 7))
            .join("sports", "in both", caughtUp(0, 20));
    var positions = Map.of("news", OptionalLong.of(7), "sports", OptionalLong.of(20));

    assertThat(ids(table, Set.of("news", "sports"), positions::get))
        .containsExactlyInAnyOrder("before", "never", "had it, and elsewhere");
    assertThat(ids(table, Set.of("news"), NO_ARCHIVE)).hasSize(8);
  }

  @Test
  void read_memberWithAnOpenCatchUp_isSettledFirst() {
    var table =
        new ConnectionTableRows()
            .joinOpen("news", "settled now", 3, OptionalLong.of(7))
            .joinOpen("news", "settled before", 3, OptionalLong.of(6))
            .joinOpen("news", "has left", 3, OptionalLong.empty());

    assertThat(ids(table, Set.of("news"), channel -> OptionalLong.of(7)))
        .containsExactly("settled before");
  }

  @Test
  void read_expiredMember_isOmitted() {
    long now = ConnectionTableRows.NOW.getEpochSecond();
    var table =
        new ConnectionTableRows()
            .join("news", "dead", Map.of("expires_at", AttributeValue.fromN("" + now)))
            .join("news", "living", Map.of("expires_at", AttributeValue.fromN("" + (now + 1))));

    assertThat(ids(table, Set.of("news"), NO_ARCHIVE)).containsExactly("living");
  }

  @Test
  void read_unknownChannel_isEmpty() {
    var table = new ConnectionTableRows().join("news", "c1");

    assertThat(ids(table, Set.of("new", "news#"), NO_ARCHIVE)).isEmpty();
  }

  /** A channel of one member does not cause repeated reads of a channel of thousands. */
  @Test
  void read_channelsOfDifferentSize_readEachRowOnce() {
    var table = new ConnectionTableRows().pages(10);
    for (int i = 0; i < 1_000; i++) {
      table.join("large", "c" + i);
    }
    var small = channels(20);
    small.forEach(channel -> table.join(channel, "z"));
    var channels = new LinkedHashSet<>(small);
    channels.add("large");

    assertThat(ids(table, channels, NO_ARCHIVE)).hasSize(1_001);
    // One query per partition, and one per page of the large channel: 100 full and some partial
    // pages.
    assertThat(table.queries()).isLessThan(16 * 20 + 100 + 3 * 16);
  }

  private static List<String> ids(
      ConnectionTableRows table, Set<String> channels, Function<String, OptionalLong> messageAt) {
    var audience = new ChannelsAudience(table.readSubscriptions(), channels, messageAt, 5_000);
    var ids = new ArrayList<String>();
    for (int lane = 0; lane < audience.lanes(); lane++) {
      String position = null;
      do {
        var page = audience.read(lane, position);
        page.connections().stream().map(Connection::id).forEach(ids::add);
        position = page.position();
      } while (position != null);
    }
    return ids;
  }

  private static Set<String> channels(int count) {
    var channels = new LinkedHashSet<String>();
    IntStream.range(0, count).forEach(i -> channels.add("channel " + i));
    return channels;
  }

  private static Map<String, AttributeValue> caughtUp(long from, long to) {
    return Map.of(
        "caught_up_from",
        AttributeValue.fromN("" + from),
        "caught_up_to",
        AttributeValue.fromN("" + to));
  }
}
