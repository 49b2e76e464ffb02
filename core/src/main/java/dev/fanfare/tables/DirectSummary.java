package dev.fanfare.tables;

import java.util.Map;

/**
 * An entry in the list of directly posted broadcasts; all of them have ended.
 *
 * @param startedAt in ISO 8601
 * @param endedAt in ISO 8601
 * @param outcomes the books, which balance; no connection is missed
 */
public record DirectSummary(
    String id, String startedAt, String endedAt, long planned, Map<String, Long> outcomes) {}
