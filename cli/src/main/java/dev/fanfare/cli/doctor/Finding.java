package dev.fanfare.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a check has found.
 *
 * @param about what was looked at
 * @param found what it is like
 * @param next what to do; empty when there is nothing to do
 */
record Finding(@JsonProperty("weight") Severity severity, String about, String found, String next) {

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
