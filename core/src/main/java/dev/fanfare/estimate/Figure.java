package dev.fanfare.estimate;

/**
 * A number from an external source: a price, an AWS quota, or a declared assumption.
 *
 * @param name the key used in calculations
 * @param unit what the value counts, in words
 * @param date when the source was read or, for a price, when the list was published
 */
public record Figure(String name, double value, String unit, String date, String source) {}
