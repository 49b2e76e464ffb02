package dev.fanfare.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SubscriptionRowTest {

  @Test
  void partition_ofChannel_hasTwoDigits() {
    assertThat(SubscriptionRow.partition("news", 7)).isEqualTo("news#07");
  }

  @Test
  void channel_ofAnyPartition_isTheChannel() {
    String partition = SubscriptionRow.partitionOf("room/7", "L0SM9cOFvHcCIhw=");

    assertThat(SubscriptionRow.channel(partition)).isEqualTo("room/7");
  }

  @Test
  void partitionOf_twentyThousandConnections_noneHasTwiceItsShare() {
    int[] members = new int[SubscriptionRow.PARTITIONS];
    var random = new Random(7);
    var id = new byte[11];
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(id);
      members[SubscriptionRow.partitionOf(Base64.getUrlEncoder().encodeToString(id))]++;
    }

    assertThat(Arrays.stream(members).boxed()).allMatch(count -> count > 1_000 && count < 1_500);
  }

  /** Ids from the same time and host may share most of their characters. */
  @Property(tries = 50)
  void partitionOf_idsThatDifferInFewCharacters_noneHasTwiceItsShare(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 9) int position) {
    int[] members = new int[SubscriptionRow.PARTITIONS];
    var bytes = new byte[11];
    new Random(seed).nextBytes(bytes);
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer.wrap(bytes).putShort(position, (short) i);
      members[SubscriptionRow.partitionOf(Base64.getUrlEncoder().encodeToString(bytes))]++;
    }

    assertThat(Arrays.stream(members).max().orElseThrow())
        .isLessThanOrEqualTo(2 * 20_000 / SubscriptionRow.PARTITIONS);
  }
}
