package dev.fanfare.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackPortsTest {

  @Test
  void requireFree_bothPortsInUse_namesEachWithItsPart() throws IOException {
    try (var one = bind();
        var other = bind()) {
      var ports = new StackPorts(one.getLocalPort(), other.getLocalPort());

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(StackPorts.InUseException.class)
          .hasMessage(
              "already in use on 127.0.0.1: port %d for the AWS APIs, %d for the WebSocket API"
                  .formatted(one.getLocalPort(), other.getLocalPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, the AWS APIs", "1, the WebSocket API"})
  void requireFree_rowOfPorts_namesEachPart(int part, String name) throws IOException {
    try (var taken = bind()) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> StackPorts.from(port - part).requireFree())
          // Another process may use the other port.
          .hasMessageContaining("%d for %s", port, name);
    }
  }

  @Test
  void requireFree_freePorts_succeeds() {
    assertThatCode(StackPorts.ANY::requireFree).doesNotThrowAnyException();
  }

  private static ServerSocket bind() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(LocalService.HOST));
  }
}
