package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.time.DaemonThreads;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHosts;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The one endpoint of all AWS APIs. It checks Host and Origin, and passes a request to its service
 * in this process, whether the service is ours or a library.
 */
public final class Endpoint implements LocalService {
  private final Services services = new Services();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DaemonThreads("aws-api-call"));
  private final JettyService http;

  private Endpoint(int port) {
    try {
      http = JettyService.start("the AWS APIs", port, services);
    } catch (RuntimeException e) {
      threads.shutdownNow();
      throw e;
    }
  }

  /**
   * Starts an endpoint without services.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static Endpoint start(int port) {
    return new Endpoint(port);
  }

  /**
   * Adds a service.
   *
   * @param handler starts now, and stops with the endpoint
   */
  public void mount(AwsService service, Handler handler) {
    services.mount(service, handler);
  }

  /** Adds a service that is written for the JDK's server; its calls may block. */
  public void mount(AwsService service, HttpHandler handler) {
    mount(service, new ExchangeHandler(handler, threads));
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
    threads.shutdownNow();
  }

  /** Chooses the service of a request. */
  private static final class Services extends Handler.Abstract {
    private final Map<AwsService, Handler> mounted = new ConcurrentHashMap<>();

    void mount(AwsService service, Handler handler) {
      handler.setServer(getServer());
      // Starts it too, as the server runs.
      addManaged(handler);
      mounted.put(service, handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      var head = head(request);
      Optional<String> objection =
          LoopbackHosts.objection(
                  head.header("Host").orElse(null), head.header("Origin").orElse(null))
              .or(() -> foreignPage(head));
      if (objection.isPresent()) {
        Refusal.accessDenied(objection.get()).send(head, response, callback);
        return true;
      }
      Optional<RequestedService> requested = RequestedService.of(head);
      if (requested.isEmpty()) {
        Refusal.UNSIGNED.send(head, response, callback);
        return true;
      }
      Optional<AwsService> service = requested.get().service();
      if (service.isEmpty()) {
        Refusal.notSupported(requested.get().name()).send(head, response, callback);
        return true;
      }
      Handler handler = mounted.get(service.get());
      if (handler == null) {
        Refusal.starting(requested.get().name()).send(head, response, callback);
        return true;
      }
      return handler.handle(request, response, callback);
    }

    /** A browser loads an image or follows a link without an Origin, but names the kind of page. */
    private static Optional<String> foreignPage(RequestHead head) {
      return head.header("Origin").isPresent()
          ? Optional.empty()
          : head.header("Sec-Fetch-Site")
              .filter(site -> !site.equals("same-origin") && !site.equals("none"))
              .map(site -> "a page of another site must not call the AWS APIs (Sec-Fetch-Site)");
    }

    private static RequestHead head(Request request) {
      var uri = request.getHttpURI();
      return new RequestHead(
          request.getMethod(),
          Optional.ofNullable(uri.getPath()).orElse("/"),
          Optional.ofNullable(uri.getQuery()).orElse(""),
          request.getHeaders()::get);
    }
  }
}
