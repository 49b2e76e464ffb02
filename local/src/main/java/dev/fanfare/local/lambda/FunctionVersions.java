package dev.fanfare.local.lambda;

import java.util.List;
import java.util.Optional;

/**
 * The published versions and the aliases of a function. A deployment publishes version 1 for the
 * alias of {@code AutoPublishAlias}. The code never changes while a stack runs, and Lambda
 * publishes nothing for unchanged code, so there is never a version 2.
 */
final class FunctionVersions {
  private static final String FIRST = "1";

  private final Optional<String> alias;

  /** The description of version 1; empty until it is published. */
  private Optional<String> published;

  /**
   * @param alias points to version 1 from the beginning
   */
  FunctionVersions(Optional<String> alias) {
    this.alias = alias;
    this.published = alias.map(any -> "");
  }

  /** The version that a qualifier names; empty if there is none. */
  synchronized Optional<String> find(String qualifier) {
    if (qualifier.equals(FunctionName.LATEST)) {
      return Optional.of(FunctionName.LATEST);
    }
    boolean isFirst = qualifier.equals(FIRST) || alias.filter(qualifier::equals).isPresent();
    return published.filter(description -> isFirst).map(description -> FIRST);
  }

  /** Publishes the code, unless there is a version of it. */
  synchronized String publish(String description) {
    published = published.or(() -> Optional.of(description));
    return FIRST;
  }

  /** All versions, {@code $LATEST} first. */
  synchronized List<String> all() {
    return published.isPresent()
        ? List.of(FunctionName.LATEST, FIRST)
        : List.of(FunctionName.LATEST);
  }

  synchronized String description(String version) {
    return version.equals(FIRST) ? published.orElse("") : "";
  }

  /** The aliases that point to a version. */
  List<String> aliases(String version) {
    return version.equals(FIRST) ? alias.stream().toList() : List.of();
  }
}
