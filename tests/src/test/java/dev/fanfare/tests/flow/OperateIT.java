package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.devtools.StackBanner;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.tests.project.DocFile;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Runs the sessions in the docs. Each command must print what the docs show, except for times,
 * figures that depend on times, and generated names.
 */
@OnStack(StackKind.SMALL_SHARDS)
class OperateIT {
  private static final int SCREEN_LINES = 24;
  private static final String PROMPT = "$ ./fanfare ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern BAR = Pattern.compile("\\[[=> ]+\\]");
  private static final String UNLUCKY = "user-7";

  @Test
  void operate_sessionOfAnOperator_matchesTheCommandsOutput(Flow flow) {
    flow.connect(IntStream.rangeClosed(1, 40).mapToObj(i -> "user-" + i).toList());
    String unlucky = flow.connectionIds(UNLUCKY).get(0);
    var isBroken = new AtomicBoolean(true);
    flow.strikePosts(
        post ->
            isBroken.get() && post.connectionId().equals(unlucky)
                ? PostFault.INTERNAL_ERROR
                : PostFault.NONE);

    assertSession(
        DocFile.read("docs/operate.md"),
        "operate",
        line -> {
          if (line.startsWith(PROMPT + "resend")) {
            isBroken.set(false);
          }
          return answered(flow, line);
        });
  }

  @Test
  void readme_firstBroadcast_matchesTheCommandsOutput(Flow flow) {
    flow.connect(List.of("alice", "ben", "carla"));

    assertSession(DocFile.read("README.md"), "send", line -> answered(flow, line));
  }

  @Test
  void readme_localStack_matchesItsOutput(Flow flow) {
    List<String> printed =
        new StackBanner(flow.shared().stack())
            .lines().stream().map(OperateIT::withoutNumbers).toList();

    List<String> shown =
        DocFile.read("README.md")
            .block("local")
            .lines()
            .filter(line -> !line.startsWith("```") && !line.isBlank())
            .filter(line -> !line.strip().equals("…"))
            // The command serves the console, which this test's stack does not have.
            .filter(line -> !line.startsWith("  console "))
            .map(OperateIT::withoutNumbers)
            .toList();
    assertThat(printed).containsSubsequence(shown).hasSizeLessThan(SCREEN_LINES);
  }

  private static String withoutNumbers(String line) {
    // The usual port needs no option; this test's stack has another one.
    return line.replaceAll("--local=\\d+", "--local").replaceAll("(?<![\\d.])\\d+(?![\\d.])", "N");
  }

  /** Runs the commands of a block and compares their output with the rest of the block. */
  private static void assertSession(DocFile file, String block, Function<String, String> answers) {
    var session = new StringBuilder();
    for (String line : file.block(block).lines().toList()) {
      boolean isSecondPart = line.startsWith("# ") && session.indexOf(PROMPT) >= 0;
      session.append(isSecondPart ? "\n" : "").append(answers.apply(line));
    }

    String advice = file.with(block, session.toString()).stored();
    assertThat(SessionMask.of(file.block(block))).as(advice).isEqualTo(SessionMask.of(session));
  }

  /**
   * Returns a command with its output, a comment unchanged, and nothing for a line of old output.
   */
  private static String answered(Flow flow, String line) {
    if (line.startsWith(PROMPT)) {
      ToolCall call = ToolCall.of(flow, words(line.substring(PROMPT.length())));
      return line + "\n" + call.err() + thinned(call.out());
    }
    boolean isKept = line.startsWith("# ") || line.startsWith("```");
    return isKept ? line + "\n" : "";
  }

  /** Drops a progress bar that equals the previous one: a test polls faster than a bar moves. */
  private static String thinned(String answer) {
    var kept = new StringBuilder();
    String bar = "";
    for (String line : answer.lines().toList()) {
      var drawn = BAR.matcher(line);
      boolean isBar = drawn.find();
      boolean isKept = isBar ? !drawn.group().equals(bar) : !line.contains(" planning: ");
      if (isKept) {
        kept.append(line).append('\n');
      }
      bar = isBar ? drawn.group() : bar;
    }
    return kept.toString();
  }

  private static String[] words(String call) {
    List<String> words =
        WORD.matcher(call)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    return words.toArray(String[]::new);
  }
}
