package dev.fanfare.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** A request to Jetty for a handler that is written for the JDK's server. */
final class JettyExchange extends HttpExchange {
  private final Request request;
  private final Response response;
  private final Headers sent = new Headers();
  private final Headers received = new Headers();
  private final OutputStream body;
  private final URI uri;

  /**
   * @throws IllegalArgumentException if the request's path is not that of a URI
   */
  JettyExchange(Request request, Response response) {
    this.uri = URI.create(request.getHttpURI().getPathQuery());
    this.request = request;
    this.response = response;
    this.body = Content.Sink.asOutputStream(response);
    request.getHeaders().forEach(field -> received.add(field.getName(), field.getValue()));
  }

  @Override
  public Headers getRequestHeaders() {
    return received;
  }

  @Override
  public Headers getResponseHeaders() {
    return sent;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return request.getMethod();
  }

  @Override
  public InputStream getRequestBody() {
    return Content.Source.asInputStream(request);
  }

  @Override
  public OutputStream getResponseBody() {
    return body;
  }

  @Override
  public void sendResponseHeaders(int status, long length) {
    response.setStatus(status);
    sent.forEach((name, values) -> response.getHeaders().put(name, values));
    if (length > 0) {
      response.getHeaders().put("Content-Length", length);
    }
  }

  @Override
  public int getResponseCode() {
    return response.isCommitted() ? response.getStatus() : -1;
  }

  /** Ends the response. */
  void end() throws IOException {
    body.close();
  }

  /** The handler's caller ends the response. */
  @Override
  public void close() {}

  @Override
  public InetSocketAddress getRemoteAddress() {
    return (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return (InetSocketAddress) request.getConnectionMetaData().getLocalSocketAddress();
  }

  @Override
  public String getProtocol() {
    return request.getConnectionMetaData().getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    request.setAttribute(name, value);
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }
}
