package dev.fanfare.cli.doctor;

/**
 * What a check has found.
 *
 * @param about what was looked at
 * @param found what it is like
 * @param next what to do; empty when there is nothing to do
 */
record Finding(Weight weight, String about, String found, String next) {

  static Finding ok(String about, String found) {
    return new Finding(Weight.OK, about, found, "");
  }

  static Finding note(String about, String found, String next) {
    return new Finding(Weight.NOTE, about, found, next);
  }

  static Finding fix(String about, String found, String next) {
    return new Finding(Weight.FIX, about, found, next);
  }
}
