package dev.fanfare.devtools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.Fanfare;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DevToolsTest {

  @Test
  void help_ofTheOperatorsTool_listsLocalAndDemo() {
    String whole = DevTools.commandLine(CommandLine.defaultFactory()).getUsageMessage();

    assertThat(Fanfare.commandLine(CommandLine.defaultFactory(), List.of()).getUsageMessage())
        .isEqualTo(whole)
        .contains("demo ", "local ");
  }
}
