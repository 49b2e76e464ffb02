package dev.fanfare.cli.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One shard.
 *
 * @param row its columns by name, as {@link ShardsView} has them; null when its pusher has left
 *     none
 * @param execution the ARN of the execution that pushes it
 * @param status of that execution
 * @param trouble null when nothing went wrong
 * @param logLines what its pusher logged, as far as it is kept
 */
public record ShardView(
    @Nullable Map<String, Object> row,
    String execution,
    String status,
    @Nullable String trouble,
    List<String> logLines) {}
