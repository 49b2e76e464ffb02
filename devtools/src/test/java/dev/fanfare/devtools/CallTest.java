package dev.fanfare.devtools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.request.ListText;
import dev.fanfare.cli.request.RequestOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Calls that end before they need a stack. */
class CallTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "show a/b --local=1, 3, no answer",
    "list --limit 0, 2, --limit is 0: must be from 1 to 1000",
    "list --status walking, 2, Invalid value for option '--status'",
    "show x --shards -1, 2, --shards is -1: must be 0 or more",
    "send, 2, no message: give a FILE",
    "send nowhere.json, 2, FILE is nowhere.json: cannot be read: there is no such file",
    "send src, 2, FILE is src: cannot be read: it is a folder",
    "correct x nowhere.json, 2, FILE is nowhere.json: cannot be read: there is no such file",
    "correct x src, 2, FILE is src: cannot be read: it is a folder",
    "estimate nowhere.json, 2, FILE is nowhere.json: cannot be read: there is no such file",
    "demo --request nowhere.json, 2, --request is nowhere.json: cannot be read: there is no such file",
    "demo --request src, 2, --request is src: cannot be read: it is a folder",
    "local --template src, 2, --template is src: it is a folder",
    "local --physics slow, 2, --physics is 'slow': must be fast or aws",
    "demo --physics-set s4.min=1, 2, '--physics-set s4.min is ''1'': there is no such number, it must be one of start-execution.rate'",
    "demo --physics-set s3.min=x, 2, --physics-set s3.min is 'x': must be a number from 0 to 1000000000 (ms)",
    "local --physics-set s3=5, 2, '--physics-set s3 is ''5'': a whole limit can only be off; its numbers are s3.min'",
    "local --physics-set s3.min=200, 2, '--physics-set s3.min is ''200'': must be at most s3.max, which is 100'",
    "send --data NaN, 2, NaN is not a JSON value",
    "send --data {\"a\":[1}, 2, must be one JSON value",
    "'send --data {\"a\":1,\"a\":2}', 2, data.a is given twice: a field may appear only once",
    "send --data 1e400 --users a --rate 0 --yes, 2, rate is 0",
    "send --data hello, 2, 'data is hello: must be one JSON value'",
    "send --data 1 --users a --channels b, 2, channels is a list of 1: cannot be given",
    "send --data 1 --rate 0 --yes, 2, rate is 0: must be a whole number of posts per second",
    "send --data 1 --priority urgent --yes, 2, 'Invalid value for option ''--priority'': expected one of [NORMAL, LOW] (case-insensitive) but was ''urgent'''",
    "send --data 1 --priority low --rate 5 --yes, 2, rate is 5: cannot be given together with priority low",
    "send --data 1 --canary 10%;5% --yes, 2, '''10%;5%'' must be a percentage'",
    "send --data 1 --canary 10 --canary 5 --yes, 2, --canary is 5: must be above 10 and below 100",
    "send --data 1 --canary 10%, 2, there is nobody to ask between the parts of this send",
    "send --data 1 --test-user u, 2, there is nobody to ask between the parts of this send",
    "send --data 1 --max-failed 101, 2, '''101'' must be a percentage'",
    "export x --outcome lost, 2, Invalid value for option '--outcome'",
    "correct x, 2, 'no message, or two: give either a FILE'",
    "correct x y --data 1, 2, 'no message, or two: give either a FILE'",
    "cancel, 2, Missing required parameter: 'ID'",
    "cancel x --wait -1, 2, --wait is -1: must be 0 or more",
    "watch, 2, Missing required parameter: 'ID'",
    "completion fish, 2, Invalid value for positional parameter",
  })
  void call_wrong_isReportedInOneLine(String arguments, int exitCode, String expected) {
    int ended = call(arguments.split(" "));

    assertThat(err.toString())
        .contains(expected)
        .doesNotContain("\tat ", "Exception", "java.", "Feature");
    assertThat(ended).isEqualTo(exitCode);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send --data 1 --yes --users|''|--users is \"\": element 1 is empty",
        "send --data 1 --yes --users|' '|--users is \" \": element 1 is empty",
        "send --data 1 --yes --users|'ann,'|--users is \"ann,\": element 2 is empty",
        "send --data 1 --yes --channels|',news'|--channels is \",news\": element 1 is empty",
        "send --data 1 --yes --exclude-users|'ann, ,ben'|element 2 is empty",
        "send --data 1 --yes --exclude-connections|'\u00a0'|element 1 is empty",
        "send --data 1 --yes --test-user|''|--test-user is \"\": element 1 is empty",
        "send --data 1 --yes --canary|'1%,,5%'|--canary is \"1%,,5%\": element 2 is empty",
        "estimate --users|','|--users is \",\": element 1 is empty",
        "export x --outcome|'slow,'|--outcome is \"slow,\": element 2 is empty",
      })
  void list_withAnEmptyElement_isRefused(String arguments, String list, String expected) {
    String[] separate = (arguments + " x").split(" ");
    separate[separate.length - 1] = list;
    int last = separate.length - 2;
    for (String[] call :
        List.of(separate, attached(Arrays.copyOf(separate, last), separate[last] + "=" + list))) {
      err.getBuffer().setLength(0);

      assertThat(call(call)).as(String.join(" ", call)).isEqualTo(2);
      assertThat(err.toString()).contains(expected);
    }
  }

  private static String[] attached(String[] arguments, String option) {
    String[] call = Arrays.copyOf(arguments, arguments.length + 1);
    call[arguments.length] = option;
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann, ben", " ann,ben ", "ann\u00a0,\u2003ben", "ann ,\tben"})
  void list_spacesAroundElements_areTrimmed(String list) {
    for (String option : List.of("--users", "--exclude-users", "--exclude-connections")) {
      var options = new RequestOptions();
      var command = new CommandLine(options);

      command.parseArgs("--data", "1", option, list);

      assertThat(command.getCommandSpec().findOption(option).<List<String>>getValue())
          .containsExactly("ann", "ben");
    }
  }

  /** Covers all commands, including future ones. */
  @Test
  void list_ofAnyCommand_usesListText() {
    var commands = new ArrayDeque<>(List.of(commandLine()));
    int lists = 0;
    while (!commands.isEmpty()) {
      CommandLine command = commands.pop();
      commands.addAll(command.getSubcommands().values());
      for (var option : command.getCommandSpec().options()) {
        if (!option.splitRegex().isEmpty()) {
          lists++;
          assertThat(option.preprocessor()).as(option.longestName()).isInstanceOf(ListText.class);
        }
      }
    }
    assertThat(lists).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completion_ofAShell_hasEveryCommandAndItsOptions(String shell) {
    assertThat(call("completion", shell)).isZero();

    assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("bashcompinit");
    for (String command : commandLine().getSubcommands().keySet()) {
      assertThat(out.toString()).contains("_picocli_fanfare_" + command + "()");
    }
    assertThat(out.toString()).contains("--ask-above", "RUNNING", "csv");
  }

  /** The help of the tool lists the exit codes. */
  @Test
  void help_ofEveryCommand_hasADescription() {
    for (CommandLine command : List.copyOf(commandLine().getSubcommands().values())) {
      assertThat(command.getUsageMessage()).contains("Usage: fanfare ").hasSizeGreaterThan(100);
    }
    assertThat(commandLine().getUsageMessage())
        .contains("Exit codes", "4", "no such broadcast", "130");
  }

  private int call(String... arguments) {
    return commandLine().execute(arguments);
  }

  private CommandLine commandLine() {
    return DevTools.commandLine(CommandLine.defaultFactory())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err));
  }
}
