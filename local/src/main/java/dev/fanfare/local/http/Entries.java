package dev.fanfare.local.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * A map in a response whose keys are data, such as a topic's attributes. The query protocol writes
 * a map as keys and values, but a structure as elements that have its members' names.
 */
public record Entries(@JsonValue Map<String, String> texts) {}
