package dev.fanfare.devtools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.Fanfare;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DevToolsTest {

  @Test
  void help_ofTheOperatorsTool_listsTheCommandsOfOneMachineToo() {
    String whole = DevTools.commandLine(CommandLine.defaultFactory()).getUsageMessage();

    assertThat(Fanfare.commandLine(CommandLine.defaultFactory()).getUsageMessage())
        .isEqualTo(whole)
        .contains("demo ", "local ");
  }
}
