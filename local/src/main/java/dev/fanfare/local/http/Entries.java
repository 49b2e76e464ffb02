package dev.fanfare.local.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * A map in a response whose names are data, such as a topic's attributes. In the query protocol, a
 * map has keys and values, and a structure has elements with the members' names.
 */
public record Entries(@JsonValue Map<String, String> texts) {}
