package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.tests.project.Readme;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The README's session of an operator, gone through once more: each of its commands answers as it
 * says there, but for times, figures that follow from them, and names that AWS makes up.
 */
@OnStack(StackKind.SMALL_SHARDS)
class OperateIT {
  private static final String BLOCK = "operate";
  private static final String PROMPT = "$ ./fanfare ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern BAR = Pattern.compile("\\[[=> ]+\\]");
  private static final String UNLUCKY = "user-7";

  @Test
  void readme_sessionOfAnOperator_isWhatTheCommandsAnswer(Flow flow) {
    flow.connect(IntStream.rangeClosed(1, 40).mapToObj(i -> "user-" + i).toList());
    String unlucky = flow.connectionIds(UNLUCKY).get(0);
    var isBroken = new AtomicBoolean(true);
    flow.strikePosts(
        post ->
            isBroken.get() && post.connectionId().equals(unlucky)
                ? PostFault.INTERNAL_ERROR
                : PostFault.NONE);
    Readme readme = Readme.read();
    var session = new StringBuilder();

    for (String line : readme.block(BLOCK).lines().toList()) {
      if (line.startsWith(PROMPT + "resend")) {
        isBroken.set(false);
      }
      boolean isSecondPart = line.startsWith("# ") && session.indexOf(PROMPT) >= 0;
      session.append(isSecondPart ? "\n" : "").append(answered(flow, line));
    }

    Readme mended = readme.with(BLOCK, session.toString());
    String advice = mended.stored("README-operate.md");
    assertThat(SessionMask.of(readme.block(BLOCK))).as(advice).isEqualTo(SessionMask.of(session));
  }

  /** A command with its answer; what the README says between them; no old answer. */
  private static String answered(Flow flow, String line) {
    if (line.startsWith(PROMPT)) {
      ToolCall call = ToolCall.of(flow, words(line.substring(PROMPT.length())));
      return line + "\n" + call.err() + thinned(call.out());
    }
    boolean isKept = line.startsWith("# ") || line.startsWith("```");
    return isKept ? line + "\n" : "";
  }

  /** Of bars that look alike, the first alone: a call in a test looks more often than it tells. */
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
