package dev.fanfare.push.transport.http;

import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fanfare's own transport: signs every post (SigV4) and sends it over keep-alive HTTP/1.1 or over
 * HTTP/2, on one event loop. Connections are reused for later messages; only one message is posted
 * at a time.
 */
public final class HttpTransport implements Transport {
  /** Finds all addresses of a host. */
  @FunctionalInterface
  public interface Lookup {
    List<InetAddress> of(String host) throws UnknownHostException;
  }

  private final HttpSettings settings;
  private final Supplier<Credentials> credentials;
  private final InstantSource clock;
  private final EventLoopGroup group = EventLoops.one();
  private final EventLoop loop = group.next();
  private final Pool pool;
  private final Connector connector;

  /**
   * @param credentials called about once per second on the event loop; must be fast
   * @param clock the clock for the dates of signatures
   */
  public HttpTransport(
      HttpSettings settings, Supplier<Credentials> credentials, InstantSource clock) {
    this(settings, credentials, clock, host -> List.of(InetAddress.getAllByName(host)));
  }

  /**
   * @param lookup finds the endpoint's addresses; may block
   */
  public HttpTransport(
      HttpSettings settings,
      Supplier<Credentials> credentials,
      InstantSource clock,
      Lookup lookup) {
    this.settings = settings;
    this.credentials = credentials;
    this.clock = clock;
    var addresses = new Addresses(settings.endpoint().getHost(), lookup, loop, clock);
    this.connector = new Connector(settings, addresses, loop);
    this.pool = connector.pool();
  }

  @Override
  public Poster prepare(byte[] message) {
    return new HttpPoster(new Requests(settings, message, credentials, clock));
  }

  /** Closes all connections; the next post opens new ones. */
  public void disconnect() {
    loop.submit(pool::closeAll).syncUninterruptibly();
  }

  /** Returns the number of open connections. */
  public int connections() {
    return loop.submit(pool::size).syncUninterruptibly().getNow();
  }

  @Override
  public void close() {
    disconnect();
    connector.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class HttpPoster implements Poster {
    private final Requests requests;
    private @Nullable Future<?> sweeps;

    private HttpPoster(Requests requests) {
      this.requests = requests;
    }

    @Override
    public int room(int wanted) {
      return pool.room(wanted);
    }

    @Override
    public void prepareRoom(int posts) {
      pool.prepareRoom(posts);
    }

    @Override
    public void wake() {
      loop.execute(pool::wake);
    }

    @Override
    public void post(String connectionId, Consumer<PostResult> answered) {
      pool.post(new Post(connectionId, answered, System.nanoTime()));
    }

    @Override
    public void run(Tick tick) throws IOException, InterruptedException {
      var pushLoop = new PushLoop(loop, pool.tick(tick));
      CompletableFuture<Void> ended = pushLoop.end().whenComplete((end, failure) -> end());
      loop.execute(() -> begin(pushLoop));
      try {
        ended.get();
      } catch (InterruptedException e) {
        loop.execute(() -> pushLoop.finish(e));
        throw e;
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }

    private void begin(PushLoop pushLoop) {
      pool.begin(pushLoop, requests);
      long sweep = settings.sweep().toNanos();
      Runnable task = () -> pool.sweep(System.nanoTime());
      sweeps = loop.scheduleWithFixedDelay(task, sweep, sweep, TimeUnit.NANOSECONDS);
      pushLoop.wake();
    }

    private void end() {
      if (sweeps != null) {
        sweeps.cancel(false);
      }
      pool.end();
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      } else if (failure instanceof Error e) {
        throw e;
      } else if (failure instanceof RuntimeException e) {
        throw e;
      }
      return new IllegalStateException(failure);
    }
  }
}
