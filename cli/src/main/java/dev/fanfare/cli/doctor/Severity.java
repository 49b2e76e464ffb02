package dev.fanfare.cli.doctor;

/** How much a finding matters. */
enum Severity {
  /** Looked at, and well. */
  OK,

  /** Worth knowing; nothing is broken. */
  NOTE,

  /** Something to mend. */
  FIX
}
