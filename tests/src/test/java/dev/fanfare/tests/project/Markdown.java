package dev.fanfare.tests.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of a Markdown text that tests check.
 *
 * @param prose the lines outside fenced blocks
 * @param fenced the lines inside fenced blocks
 */
record Markdown(List<String> prose, List<String> fenced) {
  private static final String FENCE = "```";
  private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Pattern LINK =
      Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*\\]\\(([^)\\s]+)\\)");
  private static final Pattern SPAN = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);

  static Markdown of(String text) {
    var prose = new ArrayList<String>();
    var fenced = new ArrayList<String>();
    boolean isFenced = false;
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith(FENCE)) {
        isFenced = !isFenced;
      } else {
        (isFenced ? fenced : prose).add(line);
      }
    }
    return new Markdown(List.copyOf(prose), List.copyOf(fenced));
  }

  /** The targets of all links, in order. */
  List<String> links() {
    return paragraphs()
        .flatMap(paragraph -> LINK.matcher(paragraph).results())
        .map(link -> link.group(1))
        .toList();
  }

  /** The texts in backticks outside fenced blocks; each on one line. */
  List<String> codeSpans() {
    return paragraphs()
        .flatMap(paragraph -> SPAN.matcher(paragraph).results())
        .map(span -> span.group(2).strip().replaceAll("\\s+", " "))
        .toList();
  }

  /** The anchors that GitHub generates for the headings. */
  Set<String> anchors() {
    var anchors = new LinkedHashSet<String>();
    Map<String, Integer> counts = new HashMap<>();
    for (String line : prose) {
      var heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor = anchor(heading.group(1));
        int count = counts.merge(anchor, 1, Integer::sum);
        anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private Stream<String> paragraphs() {
    return BLANK_LINES.splitAsStream(String.join("\n", prose));
  }
}
