package dev.fanfare.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SubjectLogTest {
  private static final String SHARD = "broadcasts/sale/shards/1/00007.jsonl";

  private final RecordingLogger lines = new RecordingLogger();

  @Test
  void log_withLevel_namesTheSubject() {
    SubjectLog.ofShard(SHARD, lines).log("no route to S3", LogLevel.WARN);
    SubjectLog.ofBroadcast("sale", lines)
        .log("no rows".getBytes(StandardCharsets.UTF_8), LogLevel.ERROR);

    assertThat(lines.lines())
        .containsExactly("[WARN] " + SHARD + ": no route to S3", "[ERROR] broadcast sale: no rows");
  }

  /** CloudWatch parses a line as metrics only if the whole line is JSON. */
  @Test
  void log_metrics_staysUnchanged() {
    var log = SubjectLog.ofBroadcast("sale", lines);
    log.log("{\"_aws\": {}}");
    log.log("{}".getBytes(StandardCharsets.UTF_8));

    assertThat(lines.lines()).containsExactly("{\"_aws\": {}}", "{}");
  }
}
