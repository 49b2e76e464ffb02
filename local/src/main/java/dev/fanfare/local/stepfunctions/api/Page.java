package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list that the API returns page by page. Positions count from the oldest element, so that new
 * elements do not shift the pages.
 *
 * @param field the field of the response that holds the elements
 * @param name identifies the list in the token of the next page
 * @param elements a snapshot of all elements, oldest first
 */
record Page<T>(String field, String name, List<T> elements, boolean isNewestFirst) {
  private static final String SEPARATOR = "\n";

  /** A response with the requested page. */
  Map<String, Object> answer(
      Request request, Predicate<T> filter, Function<T, Map<String, Object>> show) {
    int size = request.pageSize();
    int total = elements.size();
    int step = isNewestFirst ? -1 : 1;
    var response = new LinkedHashMap<String, Object>();
    var page = new ArrayList<Map<String, Object>>();
    for (int next = position(request); next != (isNewestFirst ? 0 : total); next += step) {
      var element = elements.get(isNewestFirst ? next - 1 : next);
      if (filter.test(element)) {
        if (page.size() == size) {
          response.put("nextToken", token(next));
          break;
        }
        page.add(show.apply(element));
      }
    }
    response.put(field, page);
    return response;
  }

  /** The position of the next page and a hash of the list, so that other lists reject the token. */
  private String token(int position) {
    var text = position + SEPARATOR + Integer.toHexString(name.hashCode());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The position in a request's token, or the start of the list. */
  private int position(Request request) {
    var token = request.text("nextToken");
    if (token.isEmpty()) {
      return isNewestFirst ? elements.size() : 0;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
      int position = Integer.parseInt(text.substring(0, Math.max(0, text.indexOf(SEPARATOR))));
      if (token.get().equals(token(position)) && position >= 0 && position <= elements.size()) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      // Not a token of this API: the same error as for a token of another list.
    }
    throw new ApiError(400, "InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
