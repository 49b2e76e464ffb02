package dev.fanfare.push.transport.http;

import static java.util.Objects.requireNonNull;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.text.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection with one post at a time. */
final class Http1Connection extends ChannelInboundHandlerAdapter implements HttpConnection {
  private final Pool pool;
  private final Http1ResponseReader reader = new Http1ResponseReader();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Post post;
  private boolean isListed;
  private boolean isClosed;

  Http1Connection(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  private ChannelHandlerContext context() {
    return requireNonNull(context, "posts come after handlerAdded");
  }

  @Override
  public int room() {
    // The channel becomes inactive a moment before its handlers are notified.
    return post == null && !isClosed && context().channel().isActive() ? 1 : 0;
  }

  @Override
  public boolean isListed() {
    return isListed;
  }

  @Override
  public void setListed(boolean listed) {
    isListed = listed;
  }

  @Override
  public boolean isIdle() {
    return post == null;
  }

  @Override
  public void send(Post next) {
    post = next;
    ChannelHandlerContext ctx = context();
    ctx.write(pool.push().http1().write(next.connectionId(), ctx.alloc()), ctx.voidPromise());
  }

  @Override
  public void flush() {
    context().flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      int status = reader.read(in);
      if (status != 0) {
        // Closes the connection if data follows the response, because it cannot be distinguished
        // from the next response.
        answered(status, reader.keepsAlive() && !in.isReadable());
      } else if (post == null && !isClosed) {
        close();
      }
    } catch (MalformedResponseException e) {
      fail(Reason.of(e));
    } finally {
      in.release();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      // The peer ends TLS before it closes the socket; posts made in between would be lost.
      ended();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended();
  }

  private void ended() {
    int status = reader.closed();
    if (status != 0) {
      answered(status, false);
    } else {
      fail("the endpoint closed the connection without an answer");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(Reason.of(cause));
  }

  @Override
  public boolean sweep(long now, long stuckSince) {
    if (post == null) {
      return false;
    }
    long waited = now - post.sinceNanos();
    if (waited > pool.settings().answerTimeout().toNanos()) {
      fail("no answer within " + pool.settings().answerTimeout().toMillis() + " ms");
    } else if (waited > pool.settings().writeTimeout().toNanos() && isWriting()) {
      fail(
          "the request was not written within "
              + pool.settings().writeTimeout().toMillis()
              + " ms");
    }
    return post != null && post.sinceNanos() - stuckSince < 0;
  }

  @Override
  public void close() {
    isClosed = true;
    post = null;
    pool.remove(this);
    context().close();
  }

  private void answered(int status, boolean staysOpen) {
    Post answered = post;
    post = null;
    if (answered == null) {
      close();
      return;
    }
    if (staysOpen && !isWriting()) {
      pool.hasRoom(this);
    } else {
      // The response came before the endpoint had read the request, so it would take the rest of
      // the request for the next one.
      close();
    }
    pool.answered(answered, PostResult.ofStatus(status));
  }

  private void fail(String reason) {
    Post failed = post;
    post = null;
    close();
    if (failed != null) {
      pool.answer(failed, PostResult.failed(reason));
    }
  }

  private boolean isWriting() {
    var unsent = context().channel().unsafe().outboundBuffer();
    return unsent != null && unsent.totalPendingWriteBytes() > 0;
  }
}
