package dev.fanfare.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults.Post;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededPostFaultsTest {
  private static final PostFaultShares SHARES =
      PostFaultShares.parse("429=30,5xx=5,reset=5,lost=1,slow=2");

  @Test
  void strike_anyInterleaving_causesTheSameFaults() {
    var posts = new ArrayList<String>();
    for (int i = 0; i < 500; i++) {
      posts.addAll(Collections.nCopies(4, "connection-" + i));
    }
    var expected = faultsById(posts, 7);

    Collections.shuffle(posts, new Random(1));

    assertThat(faultsById(posts, 7)).isEqualTo(expected);
    assertThat(faultsById(posts, 8)).isNotEqualTo(expected);
  }

  private static Map<String, List<PostFault>> faultsById(List<String> posts, long seed) {
    var faults = new SeededPostFaults(SHARES, seed);
    var faultsById = new HashMap<String, List<PostFault>>();
    for (String id : posts) {
      var post = new Post(id, Instant.EPOCH);
      faultsById.computeIfAbsent(id, first -> new ArrayList<>()).add(faults.strike(post));
    }
    return faultsById;
  }

  /** Neither the connections nor the posts to one connection may favour a fault. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, -1, Long.MIN_VALUE})
  void strike_manyPosts_causeEachFaultWithItsShare(long seed) {
    var faults = new SeededPostFaults(SHARES, seed);
    var across = new EnumMap<PostFault, Integer>(PostFault.class);
    var along = new EnumMap<PostFault, Integer>(PostFault.class);
    for (int i = 1; i <= 20_000; i++) {
      across.merge(faults.fault("Fj" + i + "aIAMCKug=", 1), 1, Integer::sum);
      along.merge(faults.fault("FjaIAMCKug=", i), 1, Integer::sum);
    }

    SHARES
        .percent()
        .forEach(
            (fault, percent) -> {
              assertThat(across.get(fault) / 200.0).isCloseTo(percent, within(1.3));
              assertThat(along.get(fault) / 200.0).isCloseTo(percent, within(1.3));
            });
  }
}
