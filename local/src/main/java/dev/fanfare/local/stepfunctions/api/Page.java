package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One page of a listing, newest first. Positions count from the oldest element, so that additions
 * do not shift pages.
 */
final class Page {
  private static final String SEPARATOR = "\n";

  private Page() {}

  /**
   * Puts a page into a response, and the token of the next page if there is one.
   *
   * @param oldestFirst a snapshot of all elements
   * @param listing identifies the listing in the token
   */
  static <T> void fill(
      Map<String, Object> answer,
      String field,
      Request request,
      String listing,
      List<T> oldestFirst,
      Predicate<T> filter,
      Function<T, Map<String, Object>> show) {
    int size = request.pageSize();
    int total = oldestFirst.size();
    var shown = new ArrayList<Map<String, Object>>();
    for (int i = position(request, listing, total, total) - 1; i >= 0; i--) {
      var element = oldestFirst.get(i);
      if (filter.test(element)) {
        if (shown.size() == size) {
          answer.put("nextToken", token(listing, i + 1));
          break;
        }
        shown.add(show.apply(element));
      }
    }
    answer.put(field, shown);
  }

  /** Where the next page begins; names the listing, so that it is refused for any other. */
  static String token(String listing, int position) {
    var text = position + SEPARATOR + Integer.toHexString(listing.hashCode());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position of a request's token; without a token, {@code first}.
   *
   * @throws ApiError {@code InvalidToken} for a token of another listing or an unknown one
   */
  static int position(Request request, String listing, int first, int last) {
    var token = request.text("nextToken");
    return token.isEmpty() ? first : decode(token.get(), listing, last);
  }

  private static int decode(String token, String listing, int last) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int position = Integer.parseInt(text.substring(0, Math.max(0, text.indexOf(SEPARATOR))));
      if (token.equals(token(listing, position)) && position >= 0 && position <= last) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      // Not a token of this API; answered like one of another listing.
    }
    throw new ApiError(400, "InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
