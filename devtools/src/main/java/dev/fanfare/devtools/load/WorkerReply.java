package dev.fanfare.devtools.load;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A child's answer, one JSON object per line.
 *
 * @param id the command's
 * @param result what the command is answered by; null when it failed
 * @param error why it failed; null when it did not
 */
record WorkerReply(long id, @Nullable JsonNode result, @Nullable String error) {}
