package dev.fanfare.cli.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One shard.
 *
 * @param row values by the column names of {@link ShardsView}; null if its pusher wrote no row
 * @param execution ARN of the execution that pushes the shard
 * @param status of that execution
 * @param trouble the error; null if there is none
 * @param logLines lines that the pusher logged about the shard and that have not expired
 */
public record ShardView(
    @Nullable Map<String, Object> row,
    String execution,
    String status,
    @Nullable String trouble,
    List<String> logLines) {}
