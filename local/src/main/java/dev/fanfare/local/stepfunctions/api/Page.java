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
 * A listing, of which a response has one page. Positions count from the oldest element, so that
 * additions do not shift pages.
 *
 * @param field the member of the response
 * @param name identifies the listing in the token of the next page
 * @param elements a snapshot of all elements, oldest first
 */
record Page<T>(String field, String name, List<T> elements, boolean isNewestFirst) {
  private static final String SEPARATOR = "\n";

  /** A response with the page that the request asks for. */
  Map<String, Object> answer(
      Request request, Predicate<T> filter, Function<T, Map<String, Object>> show) {
    int size = request.pageSize();
    int total = elements.size();
    int step = isNewestFirst ? -1 : 1;
    var answer = new LinkedHashMap<String, Object>();
    var shown = new ArrayList<Map<String, Object>>();
    for (int at = position(request); at != (isNewestFirst ? 0 : total); at += step) {
      var element = elements.get(isNewestFirst ? at - 1 : at);
      if (filter.test(element)) {
        if (shown.size() == size) {
          answer.put("nextToken", token(at));
          break;
        }
        shown.add(show.apply(element));
      }
    }
    answer.put(field, shown);
    return answer;
  }

  /** Where the next page begins; names the listing, so that it is refused for any other. */
  private String token(int position) {
    var text = position + SEPARATOR + Integer.toHexString(name.hashCode());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The position of a request's token. */
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
      // Not a token of this API; answered like one of another listing.
    }
    throw new ApiError(400, "InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
