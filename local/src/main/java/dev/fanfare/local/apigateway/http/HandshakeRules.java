package dev.fanfare.local.apigateway.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;

import dev.fanfare.broadcast.AwsLimits;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of a handshake (RFC 6455, 4.2.1), except for the method and the path. */
public final class HandshakeRules {
  private static final String VERSION = "13";
  private static final int KEY_CHARS = 24;
  private static final int KEY_BYTES = 16;
  private static final String SECURE_SCHEME = "wss://";

  /** RFC 9110, 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private HandshakeRules() {}

  /** The response to an invalid handshake; empty if it is valid. */
  public static Optional<FullHttpResponse> objection(HttpRequest request) {
    if (!(request instanceof FullHttpRequest full)) {
      return Optional.of(Responses.tooLarge());
    }
    return upgradeObjection(full.headers())
        .or(() -> requestObjection(full))
        .or(() -> keyObjection(full.headers()))
        .or(() -> versionObjection(full.headers()))
        .or(() -> subprotocolObjection(full.headers()));
  }

  private static Optional<FullHttpResponse> upgradeObjection(HttpHeaders headers) {
    List<String> upgrades = headers.getAll(HttpHeaderNames.UPGRADE);
    if (upgrades.isEmpty()) {
      return Optional.of(
          upgradeRequired("This is the address of a WebSocket API: connect with ws://"));
    }
    if (upgrades.size() > 1
        || !HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(upgrades.get(0))) {
      return bad("Upgrade is \"%s\": must be websocket", String.join(", ", upgrades));
    }
    boolean isUpgrade =
        elements(headers, HttpHeaderNames.CONNECTION).stream()
            .anyMatch(HttpHeaderValues.UPGRADE::contentEqualsIgnoreCase);
    return isUpgrade
        ? Optional.empty()
        : bad(
            "Connection is \"%s\": must contain Upgrade; a proxy may have removed it",
            String.join(", ", headers.getAll(HttpHeaderNames.CONNECTION)));
  }

  private static Optional<FullHttpResponse> requestObjection(FullHttpRequest request) {
    if (request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
      return bad("the HTTP version is %s: must be HTTP/1.1", request.protocolVersion().text());
    }
    if (request.content().isReadable()) {
      return bad("the handshake has a body: must have none");
    }
    int length =
        SECURE_SCHEME.length()
            + request.headers().get(HttpHeaderNames.HOST).length()
            + request.uri().length();
    return length <= AwsLimits.URL_CHARS
        ? Optional.empty()
        : Optional.of(
            Responses.message(
                REQUEST_URI_TOO_LONG,
                "the URL has %d characters: must have at most %d, as on AWS"
                    .formatted(length, AwsLimits.URL_CHARS)));
  }

  private static Optional<FullHttpResponse> keyObjection(HttpHeaders headers) {
    List<String> keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return keys.size() == 1 && isKey(keys.get(0))
        ? Optional.empty()
        : bad(
            "Sec-WebSocket-Key is \"%s\": must be %d bytes in Base64",
            String.join(", ", keys), KEY_BYTES);
  }

  private static boolean isKey(String key) {
    try {
      return key.length() == KEY_CHARS && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static Optional<FullHttpResponse> versionObjection(HttpHeaders headers) {
    List<String> versions = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    return versions.equals(List.of(VERSION))
        ? Optional.empty()
        : Optional.of(
            upgradeRequired(
                "Sec-WebSocket-Version is \"%s\": must be %s"
                    .formatted(String.join(", ", versions), VERSION)));
  }

  private static Optional<FullHttpResponse> subprotocolObjection(HttpHeaders headers) {
    if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
      return Optional.empty();
    }
    List<String> offered = elements(headers, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    return !offered.isEmpty()
            && offered.stream().allMatch(HandshakeRules::isToken)
            && new HashSet<>(offered).size() == offered.size()
        ? Optional.empty()
        : bad(
            "Sec-WebSocket-Protocol is \"%s\": must be distinct names without spaces",
            String.join(", ", headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)));
  }

  /** Whether this is a valid name of a subprotocol. */
  public static boolean isToken(String name) {
    return TOKEN.matcher(name).matches();
  }

  /** The elements of a list header, from all its lines, without empty elements. */
  private static List<String> elements(HttpHeaders headers, CharSequence name) {
    return headers.getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::trim)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private static Optional<FullHttpResponse> bad(String text, Object... values) {
    return Optional.of(Responses.message(BAD_REQUEST, text.formatted(values)));
  }

  private static FullHttpResponse upgradeRequired(String text) {
    FullHttpResponse answer = Responses.message(UPGRADE_REQUIRED, text);
    answer.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    answer.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
    return answer;
  }
}
