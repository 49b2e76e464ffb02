package dev.fanfare.local.apigateway.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** How whole HTTP requests are read from a TCP connection. */
public final class HttpPipeline {
  public static final int REQUEST_LINE_BYTES = 8 * 1024;
  public static final int HEADER_BYTES = 10 * 1024;
  private static final int CHUNK_BYTES = 64 * 1024;

  private HttpPipeline() {}

  /**
   * @param messageBytes largest body
   * @param handler gets the requests
   */
  public static void install(ChannelPipeline pipeline, int messageBytes, ChannelHandler handler) {
    pipeline
        .addLast(new RequestDecoder(REQUEST_LINE_BYTES, HEADER_BYTES, CHUNK_BYTES))
        .addLast(new HttpResponseEncoder())
        .addLast(new RequestAggregator(messageBytes))
        .addLast(handler);
  }
}
