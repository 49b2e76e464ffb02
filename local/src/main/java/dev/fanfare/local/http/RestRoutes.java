package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.http.RestApi.Request;
import dev.fanfare.local.http.RestApi.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The operations of a REST API. Each names the parameters that it reads in the query, in headers
 * and in the body. A request with another one is refused before the operation runs.
 */
public final class RestRoutes implements RestApi.Service {
  private static final String AMZ = "x-amz-";

  /** Headers of the signature and of the SDK, which are not parameters. */
  private static final Set<String> ABOUT_THE_CALL =
      Set.of(
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-region-set",
          "x-amz-security-token",
          "x-amz-user-agent");

  private final String service;
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param service its name, for errors
   */
  public RestRoutes(String service) {
    this.service = service;
  }

  /** Answers a request; any thread may call. */
  @FunctionalInterface
  public interface Operation {

    /**
     * @throws ApiError for every error that the API defines
     */
    Response answer(Call call) throws IOException;
  }

  /**
   * A request to an operation.
   *
   * @param names the parts of the path that are names, decoded
   * @param body empty if there is none, or if it is a payload
   */
  public record Call(Request request, List<String> names, Input body) {

    public String name() {
      return names.get(0);
    }
  }

  /**
   * An operation.
   *
   * @param path such as {@code schedules/{}}, where {@code {}} is a name
   * @param headers the parameters that it reads in headers, in lower case
   * @param body the members that it reads; empty if the body is a payload, which it reads itself
   */
  private record Route(
      String action,
      String method,
      List<String> path,
      Members query,
      Set<String> headers,
      Optional<Members> body,
      Operation operation) {

    Optional<List<String>> names(Request request) {
      var parts = request.path();
      if (!request.method().equals(method) || parts.size() != path.size()) {
        return Optional.empty();
      }
      var names = new ArrayList<String>();
      for (int i = 0; i < parts.size(); i++) {
        if (path.get(i).equals("{}")) {
          names.add(parts.get(i));
        } else if (!path.get(i).equals(parts.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(names);
    }
  }

  /**
   * Adds an operation without a body.
   *
   * @param query the parameters that it reads in the query
   */
  public RestRoutes on(
      String action, String method, String path, Operation operation, String... query) {
    return on(action, method, path, Members.of(), operation, query);
  }

  /**
   * Adds an operation whose body is JSON.
   *
   * @param body the members that it reads
   */
  public RestRoutes on(
      String action,
      String method,
      String path,
      Members body,
      Operation operation,
      String... query) {
    routes.add(
        new Route(
            action,
            method,
            List.of(path.split("/")),
            Members.of(query),
            Set.of(),
            Optional.of(body),
            operation));
    return this;
  }

  /**
   * Adds an operation whose body is a payload.
   *
   * @param headers the parameters that it reads in headers, in lower case
   */
  public RestRoutes onPayload(
      String action,
      String method,
      String path,
      Set<String> headers,
      Operation operation,
      String... query) {
    routes.add(
        new Route(
            action,
            method,
            List.of(path.split("/")),
            Members.of(query),
            headers,
            Optional.empty(),
            operation));
    return this;
  }

  @Override
  public Response answer(Request request) throws IOException {
    for (Route route : routes) {
      var names = route.names(request);
      if (names.isPresent()) {
        return answer(route, names.get(), request);
      }
    }
    throw new ApiError(
        404,
        "UnknownOperationException",
        Members.NOT_SUPPORTED + "the local %s does not support %s".formatted(service, request));
  }

  private Response answer(Route route, List<String> names, Request request) throws IOException {
    for (String parameter : request.parameters()) {
      requireKnown(route, route.query().has(parameter), parameter);
    }
    for (String header : request.http().getRequestHeaders().keySet()) {
      String name = header.toLowerCase(Locale.ROOT);
      boolean isKnown = route.headers().contains(name) || ABOUT_THE_CALL.contains(name);
      requireKnown(route, !name.startsWith(AMZ) || isKnown, header);
    }
    Members members = route.body().orElse(Members.of());
    JsonNode body = route.body().isPresent() ? request.json() : Request.noBody();
    members.require(service, route.action(), body);
    return route.operation().answer(new Call(request, names, new Input(body, members)));
  }

  private void requireKnown(Route route, boolean isKnown, String parameter) {
    if (!isKnown) {
      throw Members.refusal(service, route.action(), parameter);
    }
  }
}
