package dev.fanfare.estimate;

/**
 * A number that is not ours, with where it comes from: a price, a quota of AWS, or an assumption
 * that says so.
 *
 * @param name by which the arithmetic finds it
 * @param unit what the value counts, in words
 * @param date when the source was read or, for a price, the list was published
 */
public record Figure(String name, double value, String unit, String date, String source) {}
