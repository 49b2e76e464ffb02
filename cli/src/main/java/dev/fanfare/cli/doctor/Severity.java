package dev.fanfare.cli.doctor;

/** The severity of a finding. */
enum Severity {
  /** The check found no problem. */
  OK,

  /** Worth knowing, but nothing is broken. */
  NOTE,

  /** Something must be fixed. */
  FIX
}
