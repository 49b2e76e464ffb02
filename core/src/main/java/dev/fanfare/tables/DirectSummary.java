package dev.fanfare.tables;

import java.util.Map;

/**
 * One broadcast in the list of those that functions have posted themselves; all of them have ended.
 *
 * @param startedAt ISO 8601
 * @param endedAt ISO 8601
 * @param outcomes the books, which balance; missed is nobody
 */
public record DirectSummary(
    String id, String startedAt, String endedAt, long planned, Map<String, Long> outcomes) {}
