package dev.fanfare.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NginxSinkTest {

  @Test
  void requests_stubStatus_isTheThirdNumber() {
    String status =
        """
        Active connections: 1
        server accepts handled requests
         203 202 24859
        Reading: 0 Writing: 1 Waiting: 0
        """;

    assertThat(NginxSink.requests(status)).isEqualTo(24_859);
  }
}
