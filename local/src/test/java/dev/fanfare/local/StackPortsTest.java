package dev.fanfare.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.services.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StackPortsTest {

  @Test
  void requireFree_somePortsTaken_namesEachAndWhoWantedIt() throws IOException {
    try (var one = taken();
        var other = taken()) {
      var ports =
          new StackPorts(one.getLocalPort(), 0, 0, 0, other.getLocalPort(), 0, 0, 0, 0, 0, 0, 0, 0);

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(StackPorts.InUseException.class)
          .hasMessage(
              "already in use on 127.0.0.1: port %d for the WebSocket API, %d for SQS"
                  .formatted(one.getLocalPort(), other.getLocalPort()));
    }
  }

  @Test
  void requireFree_anyPorts_areFree() {
    assertThatCode(StackPorts.ANY::requireFree).doesNotThrowAnyException();
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(LocalService.HOST));
  }
}
