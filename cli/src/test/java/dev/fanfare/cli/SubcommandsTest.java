package dev.fanfare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubcommandsTest {

  @ParameterizedTest
  @CsvSource({
    "list --json, list, true",
    "list --json, show, false",
    "help show, show, true",
    "help show, list, false",
    "--help, list, false",
    "completion bash, list, true",
    "@arguments, list, true",
    "'', list, false"
  })
  void neededFor_call_isTheCommandThatItNames(String call, String name, boolean isNeeded) {
    List<String> words = call.isEmpty() ? List.of() : List.of(call.split(" "));

    assertThat(Subcommands.neededFor(words).test(name)).isEqualTo(isNeeded);
  }
}
