package dev.fanfare.bench.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.bench.client.Client;
import dev.fanfare.bench.client.Tally;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "wrk, 1000, 0, 1000, 0",
    "wrk, 1000, 0, 1100, 0",
    "wrk, 1000, 0, 1101, 1",
    "wrk, 1000, 0, 999, 1",
    "sdk-crt, 1000, 0, 1000, 0",
    "sdk-crt, 1000, 0, 1001, 1",
    "sdk-crt, 1000, 0, 998, 2",
    "sdk-crt, 1000, 3, 998, 0",
    "sdk-crt, 1000, 3, 996, 1",
  })
  void miscounted_clientAndSink_mustAgree(
      String client, long posts, long repeats, long counted, long miscounted) {
    var tally = new Tally(posts, 0, repeats);

    assertThat(Window.miscounted(Client.of(client), tally, counted, 100)).isEqualTo(miscounted);
  }
}
