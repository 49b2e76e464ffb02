package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GatewayIdsTest {

  @Test
  void next_manyTimes_isWellFormedAndNeverTheSame() {
    var ids = new GatewayIds(new Random(7));
    var seen = new HashSet<String>();

    for (int i = 0; i < 50_000; i++) {
      String id = ids.next();
      assertThat(GatewayIds.isWellFormed(id)).isTrue();
      assertThat(seen.add(id)).isTrue();
    }
  }
}
