package dev.fanfare.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Groups the commands in the usage text by purpose, in the order in which an operator needs them.
 */
final class CommandGroups {
  private static final List<String> HEADINGS = List.of("Sending", "Inspecting", "On this machine");
  private static final List<List<String>> NAMES =
      List.of(
          List.of("estimate", "send", "cancel", "resend", "correct"),
          List.of("list", "show", "watch", "history", "export", "doctor", "console"),
          List.of("demo", "local"));
  private static final String REST = "Other";

  private CommandGroups() {}

  /** Replaces the flat command list in the usage text of a command with grouped lists. */
  static void show(CommandLine command) {
    command.setHelpSectionKeys(
        command.getHelpSectionKeys().stream()
            .filter(key -> !key.equals(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING))
            .toList());
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
  }

  private static String render(Help help) {
    var rest = new LinkedHashMap<>(help.subcommands());
    var text = new StringBuilder();
    for (int group = 0; group < HEADINGS.size(); group++) {
      var members = new LinkedHashMap<String, Help>();
      for (String name : NAMES.get(group)) {
        Help member = rest.remove(name);
        if (member != null) {
          members.put(name, member);
        }
      }
      text.append(section(help, HEADINGS.get(group), members));
    }
    return text.append(section(help, REST, rest)).toString();
  }

  private static String section(Help help, String heading, Map<String, Help> members) {
    return "%n%s:%n".formatted(heading) + help.commandList(members);
  }
}
