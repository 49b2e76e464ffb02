package dev.fanfare.local.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * A map in an answer whose names are data, such as a topic's attributes. The query protocol has
 * keys and values for it, where a structure has elements of the members' names.
 */
public record Entries(@JsonValue Map<String, String> texts) {}
