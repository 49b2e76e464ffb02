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

/** Epoll where there is one, which costs less per post; NIO elsewhere. */
final class EventLoops {
  static {
    // Netty would start Flight Recorder for its allocators' events: a hundred classes that a cold
    // start waits for.
    if (System.getProperty("io.netty.jfr.enabled") == null) {
      System.setProperty("io.netty.jfr.enabled", "false");
    }
  }

  private static final boolean IS_NATIVE = Epoll.isAvailable();

  private EventLoops() {}

  /** One loop: a pusher's Lambda has about one processor, and one thread needs no locks. */
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
