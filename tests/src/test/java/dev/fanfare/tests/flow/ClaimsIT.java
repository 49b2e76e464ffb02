package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.PlainClient.LET_IN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stack trusts what clients say about themselves, which is the default on one machine. */
@OnStack(StackKind.SMALL_SHARDS)
class ClaimsIT {
  private final List<PlainClient> clients = new ArrayList<>();

  @AfterEach
  void leave() {
    clients.forEach(PlainClient::close);
  }

  @Test
  void client_withoutUserId_getsANewOne(Flow flow) {
    assertThat(connect(flow, Map.of())).isEqualTo(LET_IN);
    assertThat(connect(flow, Map.of("attr.plan", "pro"))).isEqualTo(LET_IN);

    var users =
        flow.rows().connections().stream().map(row -> row.get("user_id").s()).distinct().toList();
    assertThat(users).hasSize(2).allMatch(user -> user.startsWith("anonymous:"));
    assertThat(flow.rows().connections())
        .anyMatch(
            row -> row.getOrDefault("attributes", AttributeValue.fromM(Map.of())).m().size() == 1);
  }

  @Test
  void client_invalidClaims_isRefusedAsABadRequest(Flow flow) {
    assertThat(connect(flow, Map.of("user_id", "a".repeat(129)))).isEqualTo(400);
    assertThat(connect(flow, Map.of("user_id", " "))).isEqualTo(400);
    assertThat(connect(flow, Map.of("user_id", "a", "attr.x y", "1"))).isEqualTo(400);
    assertThat(connect(flow, Map.of("user_id", "a", "attr.x", "y".repeat(257)))).isEqualTo(400);
    assertThat(flow.rows().connections()).isEmpty();
  }

  private int connect(Flow flow, Map<String, String> query) {
    var client =
        PlainClient.connect(
            flow.shared().stack().endpoints().sockets(), query, Optional.of("https://any.page"));
    clients.add(client);
    return client.status();
  }
}
