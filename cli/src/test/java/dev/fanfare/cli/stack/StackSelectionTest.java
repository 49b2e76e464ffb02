package dev.fanfare.cli.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class StackSelectionTest {

  @Command(name = "look")
  private static final class Look {
    @Mixin private StackSelection stack;
  }

  private static StackSelection parsed(String... arguments) {
    return CommandLine.populateCommand(new Look(), arguments).stack;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65534", "-1"})
  void local_portOutOfRange_isRefused(String port) {
    assertThatThrownBy(() -> parsed("--local=" + port))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--local is " + port + ": must be from 1 to 65533");
  }

  @Test
  void open_noStack_saysHowToStartOne() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    StackSelection selection = parsed("--local=" + free);

    assertThatThrownBy(selection::open)
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("no answer (")
        .hasMessageContaining("start it with ./fanfare local, or give its first port");
  }
}
