package dev.fanfare.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A demo with AWS's limits. */
@ResourceLock(ChildJvms.LOCK)
class PhysicsDemoIT {

  @Test
  void demo_withAwsPhysics_succeedsAndReportsWhatEachLimitDid(@TempDir Path folder)
      throws Exception {
    Tool demo =
        Tool.run(
            folder,
            Map.of(),
            "demo",
            "--physics",
            "aws",
            "--physics-set",
            "gateway-connects.burst=5",
            "--physics-set",
            "gateway-connects.rate=50",
            "--physics-set",
            "map-dispatch.rate=10",
            "--clients",
            "40",
            "--json",
            "-");

    assertThat(demo.exitCode()).as(demo.err()).isZero();
    JsonNode result = Json.MAPPER.readTree(demo.out());
    assertThat(result.get("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.at("/clients/received").asInt()).isEqualTo(38);
    Map<String, JsonNode> limits = new HashMap<>();
    result.get("physics").forEach(row -> limits.put(row.get("limit").asText(), row));
    assertThat(limits).hasSize(14);
    for (String delaying : new String[] {"s3", "restore", "cold-start", "gateway-latency"}) {
      assertThat(limits.get(delaying).get("waits").asInt()).as(delaying).isPositive();
      assertThat(limits.get(delaying).get("waitedMs").asDouble()).as(delaying).isPositive();
    }
    assertThat(limits.get("map-dispatch").get("waits").asInt()).isPositive();
    assertThat(limits.get("gateway-connects").get("refusals").asInt()).isPositive();
  }
}
