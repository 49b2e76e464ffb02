package dev.fanfare.push.transport.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Creates event loops: epoll if available, because it costs less per post; NIO otherwise. */
final class EventLoops {
  static {
    // Otherwise Netty starts Flight Recorder for its allocators' events, which loads a hundred
    // classes during a cold start.
    if (System.getProperty("io.netty.jfr.enabled") == null) {
      System.setProperty("io.netty.jfr.enabled", "false");
    }
  }

  private static final boolean IS_NATIVE = Epoll.isAvailable();

  private EventLoops() {}

  /**
   * Creates one loop: a pusher's Lambda function has about one processor, and one thread needs no
   * locks.
   */
  static EventLoopGroup one() {
    return new MultiThreadIoEventLoopGroup(
        1,
        new DefaultThreadFactory("push", true),
        IS_NATIVE ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  static Class<? extends SocketChannel> channel() {
    return IS_NATIVE ? EpollSocketChannel.class : NioSocketChannel.class;
  }
}
