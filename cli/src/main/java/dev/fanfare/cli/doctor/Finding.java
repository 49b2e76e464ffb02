package dev.fanfare.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of a check.
 *
 * @param about what was checked
 * @param found the state of it
 * @param next what to do; empty if there is nothing to do
 */
record Finding(@JsonProperty("weight") Severity severity, String about, String found, String next) {

  /** How much a finding matters. */
  enum Severity {
    /** The check found no problem. */
    OK,

    /** Worth knowing, but nothing is broken. */
    NOTE,

    /** Something must be fixed. */
    FIX
  }

  static Finding ok(String about, String found) {
    return new Finding(Severity.OK, about, found, "");
  }

  static Finding note(String about, String found, String next) {
    return new Finding(Severity.NOTE, about, found, next);
  }

  static Finding fix(String about, String found, String next) {
    return new Finding(Severity.FIX, about, found, next);
  }
}
