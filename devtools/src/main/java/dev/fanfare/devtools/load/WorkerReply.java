package dev.fanfare.devtools.load;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a child process, one JSON object per line.
 *
 * @param id of the command
 * @param result of the command; null if it failed
 * @param error why the command failed; null if it succeeded
 */
record WorkerReply(long id, @Nullable JsonNode result, @Nullable String error) {}
