package dev.fanfare.local.stepfunctions.definition;

import dev.fanfare.local.stepfunctions.query.Template;
import java.util.Optional;

/** The source of a Map's items. */
public sealed interface ItemSource {

  /**
   * Data of the state.
   *
   * @param items empty means the state's input
   */
  record StateData(Optional<Template> items) implements ItemSource {}

  /**
   * Objects in S3.
   *
   * @param arguments an object with {@code Bucket} and {@code Prefix} or {@code Key}
   * @param maxItems the maximum number of items
   */
  record Reader(Kind kind, Template arguments, Optional<Template> maxItems) implements ItemSource {

    /** The kind of object to read. */
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
