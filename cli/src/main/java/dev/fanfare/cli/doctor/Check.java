package dev.fanfare.cli.doctor;

import java.util.List;

/** Looks at one thing about a stack. */
interface Check {

  /** What is looked at, in two or three words. */
  String about();

  /**
   * Looks, by calls that {@link CheckContext#ask} makes.
   *
   * @return what was found; none when what it needs was not answered, which is a finding already
   */
  List<Finding> look(CheckContext context);
}
