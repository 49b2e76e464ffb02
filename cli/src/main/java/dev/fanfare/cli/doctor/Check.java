package dev.fanfare.cli.doctor;

import java.util.List;

/** Checks one aspect of a stack. */
interface Check {

  /** Returns what this checks, in one to three words. */
  String title();

  /**
   * Runs the check. All calls go through {@link CheckContext#ask}.
   *
   * @return the findings; none if a call failed, because {@link CallFindings} reports that
   */
  List<Finding> run(CheckContext context);
}
