package dev.fanfare.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StaleRowTest {

  @Test
  void partition_number_hasTwoDigits() {
    assertThat(StaleRow.partition("spring-sale", 7)).isEqualTo("spring-sale#07");
    assertThat(StaleRow.partition("spring-sale", 15)).isEqualTo("spring-sale#15");
  }

  @Test
  void partitionOf_sameConnection_isAlwaysTheSame() {
    assertThat(StaleRow.partitionOf("b", "L0SM9cOFvHcCIhw="))
        .isEqualTo(StaleRow.partitionOf("b", "L0SM9cOFvHcCIhw="));
  }

  @Test
  void partitionOf_idsLikeApiGateways_areSpreadEvenlyOverThePartitions() {
    var random = new Random(3);
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < 16_000; i++) {
      var bytes = new byte[11];
      random.nextBytes(bytes);
      // 15 characters and an equals sign; the first characters are the same.
      String id = "L0S" + Base64.getUrlEncoder().encodeToString(bytes).substring(3);
      counts.merge(StaleRow.partitionOf("b", id), 1, Integer::sum);
    }

    var read =
        IntStream.range(0, StaleRow.PARTITIONS).mapToObj(n -> StaleRow.partition("b", n)).toList();
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(read);
    assertThat(counts.values()).allMatch(count -> count > 800 && count < 1_200);
  }
}
