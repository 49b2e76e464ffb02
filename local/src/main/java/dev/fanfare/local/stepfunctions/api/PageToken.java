package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page begins. The token names what it pages through, so that it is refused anywhere
 * else.
 */
final class PageToken {
  private static final String SEPARATOR = "\n";

  private PageToken() {}

  static String of(String listing, int position) {
    var text = position + SEPARATOR + Integer.toHexString(listing.hashCode());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position of a request's token, or where a listing without token begins.
   *
   * @throws ApiError {@code InvalidToken} for a token of another listing, or of none
   */
  static int position(Request request, String listing, int first, int last) {
    var token = request.text("nextToken");
    return token.isEmpty() ? first : decode(token.get(), listing, last);
  }

  private static int decode(String token, String listing, int last) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      int position = Integer.parseInt(text.substring(0, Math.max(0, text.indexOf(SEPARATOR))));
      if (token.equals(of(listing, position)) && position >= 0 && position <= last) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      // Not one of our tokens; answered like one that is, but belongs elsewhere.
    }
    throw new ApiError(400, "InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
