package dev.fanfare.local.s3;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S3Proxy's servlet, with parameters of the query alone. Otherwise an object with the content type
 * of a form, which curl sends, would be read as parameters and stored empty.
 */
final class ObjectsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Servlet s3Proxy;

  ObjectsServlet(Servlet s3Proxy) {
    this.s3Proxy = s3Proxy;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    s3Proxy.service(new QueryParameters(request), response);
  }

  private static final class QueryParameters extends HttpServletRequestWrapper {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    QueryParameters(HttpServletRequest request) {
      super(request);
      String query = request.getQueryString();
      if (query != null) {
        for (String pair : query.split("&")) {
          String[] parts = pair.split("=", 2);
          parameters.putIfAbsent(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
      }
    }

    private static String decoded(String text) {
      try {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) { // A wrong escape stands for itself.
        return text;
      }
    }

    @Override
    public @Nullable String getParameter(String name) {
      return parameters.get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }
}
