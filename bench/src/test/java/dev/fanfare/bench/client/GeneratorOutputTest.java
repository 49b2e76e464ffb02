package dev.fanfare.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.bench.process.BenchFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uses recorded summaries of wrk 4.1.0 and h2load 1.52.0. */
class GeneratorOutputTest {
  private static final String H2LOAD =
      """
      starting benchmark...
      TLS Protocol: TLSv1.3
      Application protocol: %s
      finished in 2.00s, 32864.00 req/s, 2.04MB/s
      requests: 65728 total, 65828 started, 65728 done, %d succeeded, %d failed, %d errored, 0 timeout
      status codes: 65728 2xx, 0 3xx, %d 4xx, 0 5xx
      traffic: 4.07MB (4272516) total, 2.70MB (2826304) headers (space savings 52.75%%), 0B (0) data
      """;

  @Test
  void wrk_allSucceeded_hasNoErrors() {
    List<String> lines =
        """
        Running 1s test @ https://localhost:18443/prod/@connections/L0SM9cOFvHcCIhw%3D
          1 threads and 100 connections
            Latency     4.25ms    4.48ms  61.77ms   92.50%
          22151 requests in 1.01s, 2.96MB read
        Requests/sec:  21856.94
        """
            .lines()
            .toList();

    assertThat(WrkOutput.parse(lines)).isEqualTo(new Tally(22_151, 0, 0));
  }

  @Test
  void wrk_errorResponsesAndSockets_areErrors() {
    List<String> lines =
        """
          900 requests in 1.01s, 2.96MB read
          Socket errors: connect 1, read 2, write 3, timeout 4
          Non-2xx or 3xx responses: 90
        """
            .lines()
            .toList();

    assertThat(WrkOutput.parse(lines)).isEqualTo(new Tally(900, 100, 0));
  }

  @Test
  void wrk_noSummary_isReportedWithItsOutput() {
    assertThatThrownBy(() -> WrkOutput.parse(List.of("unable to connect")))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("unable to connect");
  }

  @Test
  void h2load_allSucceeded_hasNoErrors() {
    assertThat(H2loadOutput.parse(h2load("h2", 0, 0))).isEqualTo(new Tally(65_728, 0, 0));
  }

  @Test
  void h2load_failuresAndBadStatus_areErrors() {
    assertThat(H2loadOutput.parse(h2load("h2", 5, 7)).errors()).isEqualTo(12);
  }

  @Test
  void h2load_fallbackToHttp1_isRejected() {
    assertThatThrownBy(() -> H2loadOutput.parse(h2load("http/1.1", 0, 0)))
        .isInstanceOf(BenchFailure.class);
  }

  private static List<String> h2load(String protocol, int errored, int bad) {
    return H2LOAD.formatted(protocol, 65_728 - errored, errored, errored, bad).lines().toList();
  }
}
