package dev.fanfare.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the docs have valid targets, and all docs are reachable from the README. */
class DocLinksTest {
  private static final int MAX_README_LINES = 250;
  private static final int MAX_README_BYTES = 12_288;

  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
  private static final Pattern DOC_NAME = Pattern.compile("\\bdocs/[A-Za-z0-9/_-]+\\.md\\b");
  private static final Set<String> TEXTS =
      Set.of("java", "js", "json", "xml", "yaml", "yml", "html", "css", "properties", "sh");

  @Test
  void links_relative_haveAnExistingFileAndHeading() {
    List<String> broken =
        DocFile.all().stream()
            .flatMap(
                file ->
                    Markdown.of(file.text()).links().stream()
                        .filter(link -> !ELSEWHERE.matcher(link).matches())
                        .filter(link -> !leadsSomewhere(file, link))
                        .map(link -> file.name() + ": " + link))
            .toList();

    assertThat(broken).as("broken links").isEmpty();
  }

  @Test
  void docs_namedInCodeAndScripts_exist() {
    List<String> missing =
        texts()
            .flatMap(
                file ->
                    DOC_NAME
                        .matcher(Project.text(file))
                        .results()
                        .map(MatchResult::group)
                        .filter(name -> !Files.isRegularFile(Project.FOLDER.resolve(name)))
                        .map(name -> Project.name(file) + ": " + name))
            .toList();

    assertThat(missing).as("docs that do not exist").isEmpty();
  }

  @Test
  void readme_size_isLimited() {
    String readme = DocFile.read("README.md").text();

    assertThat(readme.lines().count()).as("lines").isLessThanOrEqualTo(MAX_README_LINES);
    assertThat(readme.getBytes(StandardCharsets.UTF_8).length)
        .as("bytes")
        .isLessThanOrEqualTo(MAX_README_BYTES);
  }

  @Test
  void readme_links_reachEachPage() {
    List<String> links =
        Markdown.of(DocFile.read("README.md").text()).links().stream()
            .map(link -> link.replaceFirst("#.*", ""))
            .toList();

    List<String> pages =
        Project.files(Project.FOLDER.resolve("docs")).stream()
            .map(Project::name)
            .filter(name -> name.matches("docs/[^/]+\\.md|docs/adr/README\\.md"))
            .toList();
    assertThat(links).containsAll(pages);
  }

  private static boolean leadsSomewhere(DocFile from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? from.path() : from.path().resolveSibling(path).normalize();
    if (!target.startsWith(Project.FOLDER) || !Files.exists(target)) {
      return false;
    }
    return hash < 0
        || (target.toString().endsWith(".md")
            && Markdown.of(Project.text(target)).anchors().contains(link.substring(hash + 1)));
  }

  /** The project's text files other than docs: sources, resources, scripts, the template. */
  private static Stream<Path> texts() {
    Stream<Path> modules =
        Project.modules().stream().flatMap(module -> Project.files(module.resolve("src")).stream());
    Stream<Path> others =
        Stream.of("examples", "statemachine", ".ci", ".github")
            .flatMap(folder -> Project.files(Project.FOLDER.resolve(folder)).stream());
    return Stream.of(modules, others, Project.topFiles().stream())
        .flatMap(files -> files)
        .filter(DocLinksTest::isText);
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 || TEXTS.contains(name.substring(dot + 1));
  }
}
