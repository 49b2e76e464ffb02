package dev.fanfare.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A demo on a machine with every kind of harmful AWS setting. The demo must ignore them all: a
 * local run that reads them could reach a real account.
 */
@ResourceLock(ChildJvms.LOCK)
class PoisonedEnvironmentIT {
  private static final String NOWHERE = "http://127.0.0.1:9";

  private static Tool demo;

  @BeforeAll
  static void runDemo(@TempDir Path folder) throws Exception {
    demo = Tool.run(folder, poison(folder), "demo", "--clients", "20", "--json", "-");
  }

  private static Map<String, String> poison(Path home) throws Exception {
    Path settings = Files.createDirectory(home.resolve(".aws"));
    Files.writeString(settings.resolve("config"), "[profile\nregion = = nowhere\n]]");
    Files.writeString(settings.resolve("credentials"), "no section\naws_access_key_id");
    var environment = new HashMap<String, String>();
    environment.put("HOME", home.toString());
    environment.put("AWS_PROFILE", "nope");
    environment.put("AWS_REGION", "eu-nowhere-1");
    environment.put("AWS_ACCESS_KEY_ID", "AKIAREALREALREALREAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "real");
    environment.put("AWS_SESSION_TOKEN", "real");
    environment.put("AWS_ENDPOINT_URL", NOWHERE);
    environment.put("AWS_ENDPOINT_URL_S3", NOWHERE);
    environment.put("AWS_USE_FIPS_ENDPOINT", "true");
    environment.put("AWS_USE_DUALSTACK_ENDPOINT", "true");
    environment.put("AWS_CA_BUNDLE", "/nowhere");
    environment.put("HTTP_PROXY", NOWHERE);
    environment.put("HTTPS_PROXY", NOWHERE);
    environment.put("http_proxy", NOWHERE);
    environment.put("https_proxy", NOWHERE);
    return environment;
  }

  @Test
  void demo_poisonedEnvironment_succeeds() throws Exception {
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    JsonNode result = Json.MAPPER.readTree(demo.out());
    assertThat(result.get("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.get("planned").asInt()).isEqualTo(20);
    assertThat(result.at("/outcomes/delivered").asInt()).isEqualTo(19);
    assertThat(result.at("/outcomes/stale").asInt()).isEqualTo(1);
    assertThat(result.get("pruned").asInt()).isEqualTo(1);
    assertThat(result.at("/clients/received").asInt()).isEqualTo(19);
    assertThat(result.at("/clients/duplicates").asInt()).isZero();
    assertThat(result.at("/clients/unexpected").asInt()).isZero();
    assertThat(result.get("executionArn").asText())
        .contains(":000000000000:")
        .doesNotContain("nowhere");
  }

  @Test
  void demo_jsonToStandardOutput_printsNothingElse() throws Exception {
    assertThat(demo.out()).startsWith("{").endsWith("}\n");
    try (var values = Json.MAPPER.readerFor(JsonNode.class).readValues(demo.out())) {
      assertThat(values.readAll()).hasSize(1);
    }
  }

  @Test
  void demo_progress_isOnStandardError() {
    assertThat(demo.err()).contains("starting the local stack", "connecting 20 clients");
  }
}
