package dev.fanfare.local.stepfunctions.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One page of a listing, newest first. What is added to the listing meanwhile never shifts a page,
 * because the positions count from the oldest.
 */
final class Page {
  private Page() {}

  /**
   * Puts a page into an answer, and the token of the next one if there is more.
   *
   * @param oldestFirst a snapshot of everything
   * @param listing what is paged through, for the token
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
    for (int i = PageToken.position(request, listing, total, total) - 1; i >= 0; i--) {
      var element = oldestFirst.get(i);
      if (filter.test(element)) {
        if (shown.size() == size) {
          answer.put("nextToken", PageToken.of(listing, i + 1));
          break;
        }
        shown.add(show.apply(element));
      }
    }
    answer.put(field, shown);
  }
}
