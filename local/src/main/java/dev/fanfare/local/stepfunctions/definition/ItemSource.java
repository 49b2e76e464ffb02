package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;

/** Where a Map gets its items. */
public sealed interface ItemSource {

  /**
   * From the state's own data.
   *
   * @param items empty means the state's input
   */
  record StateData(Optional<Template> items) implements ItemSource {}

  /**
   * From S3.
   *
   * @param arguments an object with {@code Bucket} and {@code Prefix} or {@code Key}
   * @param maxItems how many items to take at most
   */
  record Reader(Kind kind, Template arguments, Optional<Template> maxItems) implements ItemSource {

    /** What is read. */
    public enum Kind {
      /** The listing of a prefix, one item per object. */
      LISTING,
      /** One object that holds a JSON array. */
      JSON,
      /** One object that holds a JSON value per line. */
      JSON_LINES
    }
  }
}
