package dev.fanfare.push.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Signed posts as HTTP/2 headers. Values that do not change between posts stay the same objects, so
 * that HPACK sends an index for them. This matters most for the session token, which is longer than
 * most messages.
 */
final class Http2Requests {
  private static final AsciiString METHOD = HttpMethod.POST.asciiName();
  private static final AsciiString SCHEME = HttpScheme.HTTPS.name();
  private static final AsciiString DATE = AsciiString.cached("x-amz-date");
  private static final AsciiString TOKEN = AsciiString.cached("x-amz-security-token");

  private final Requests requests;
  private final AsciiString authority;
  private final byte[] start;
  private final List<AsciiString> common = new ArrayList<>();
  private byte[] authorizationPrefix = {};
  private int version = -1;

  Http2Requests(Requests requests) {
    this.requests = requests;
    this.authority = AsciiString.of(requests.settings().host());
    this.start = requests.settings().path().getBytes(US_ASCII);
  }

  /**
   * Returns whether a header belongs to one post only; it would only evict others from HPACK's
   * table.
   */
  static boolean isPostSpecific(CharSequence name, CharSequence value) {
    return name == PseudoHeaderName.PATH.value() || name == HttpHeaderNames.AUTHORIZATION;
  }

  Http2Headers headers(String connectionId) {
    requests.next(connectionId);
    if (version != requests.version()) {
      version = requests.version();
      prepare();
    }
    byte[] path = joined(start, requests.id(), requests.idLength());
    byte[] signature = requests.signature();
    byte[] authorization = joined(authorizationPrefix, signature, signature.length);
    AsciiString[] others = common.toArray(new AsciiString[common.size() + 2]);
    others[others.length - 2] = HttpHeaderNames.AUTHORIZATION;
    others[others.length - 1] = new AsciiString(authorization, false);
    return ReadOnlyHttp2Headers.clientHeaders(
        false, METHOD, new AsciiString(path, false), SCHEME, authority, others);
  }

  ByteBuf message() {
    return Unpooled.wrappedBuffer(requests.message());
  }

  private void prepare() {
    authorizationPrefix = requests.authorizationPrefix();
    common.clear();
    add(DATE, new AsciiString(requests.amzDate(), true));
    String token = requests.sessionToken();
    if (token != null) {
      add(TOKEN, new AsciiString(token));
    }
    add(HttpHeaderNames.CONTENT_TYPE, AsciiString.cached(Requests.CONTENT_TYPE));
    add(HttpHeaderNames.CONTENT_LENGTH, AsciiString.of("" + requests.message().length));
  }

  private void add(AsciiString name, AsciiString value) {
    common.add(name);
    common.add(value);
  }

  private static byte[] joined(byte[] prefix, byte[] bytes, int length) {
    byte[] joined = Arrays.copyOf(prefix, prefix.length + length);
    System.arraycopy(bytes, 0, joined, prefix.length, length);
    return joined;
  }
}
