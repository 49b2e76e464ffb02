package dev.fanfare.local.http;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body.
 *
 * @param path as received, not decoded
 * @param query as received, without the question mark; empty if there is none
 * @param headers the first value of a header by its name, in any case; null if absent
 */
record RequestHead(
    String method, String path, String query, Function<String, @Nullable String> headers) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }
}
