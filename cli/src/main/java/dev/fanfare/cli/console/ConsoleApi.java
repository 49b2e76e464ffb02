package dev.fanfare.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.console.Operations.NotFoundException;
import dev.fanfare.cli.web.WebRequest;
import dev.fanfare.cli.web.WebResponse;
import dev.fanfare.request.CompactJson;
import dev.fanfare.text.Json;
import dev.fanfare.text.JsonErrors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The HTTP API of the page, below {@code /api/}: JSON, GET to read, POST to change. */
final class ConsoleApi {
  static final String PREFIX = "/api/";

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApi.class);
  private static final String JSON = "application/json";
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;

  private final Operations operations;
  private final WriteToken token;

  ConsoleApi(Operations operations, WriteToken token) {
    this.operations = operations;
    this.token = token;
  }

  WebResponse answer(WebRequest request) {
    try {
      List<String> path =
          Arrays.stream(request.rawPath().substring(PREFIX.length()).split("/", -1))
              .map(part -> WebRequest.decode(part.replace("+", "%2B")))
              .toList();
      return switch (request.method()) {
        case "GET" -> read(path, request);
        case "POST" -> write(path, request);
        default -> WebResponse.notAllowed("GET, POST");
      };
    } catch (NotFoundException e) {
      return refusal(404, e);
    } catch (JsonProcessingException e) {
      return refusal(400, "the body must be JSON: " + JsonErrors.describe(e));
    } catch (InvalidRequestException | IllegalArgumentException e) {
      return refusal(400, e);
    } catch (WebRequest.TooLargeException e) {
      return refusal(413, e);
    } catch (CommandFailure e) {
      return refusal(409, e);
    } catch (SdkException | IOException e) {
      return refusal(502, "AWS refused or did not answer: " + e.getMessage());
    } catch (RuntimeException e) { // The page needs a JSON response for every error.
      LOG.error("{} {} failed", request.method(), request.rawPath(), e);
      return refusal(500, "The console failed; its log has the error.");
    }
  }

  private WebResponse read(List<String> path, WebRequest request) throws IOException {
    if (path.equals(List.of("stack"))) {
      return json(operations.stack());
    } else if (path.equals(List.of("connections"))) {
      return json(operations.connections());
    } else if (path.equals(List.of("broadcasts"))) {
      Optional<String> status = request.parameter("status").filter(text -> !text.isEmpty());
      return json(operations.broadcasts(status, limit(request)));
    } else if (path.size() > 1 && path.get(0).equals("broadcasts")) {
      return readBroadcast(path.get(1), path.subList(2, path.size()), request);
    }
    return nothing();
  }

  private WebResponse readBroadcast(String id, List<String> rest, WebRequest request)
      throws IOException {
    if (rest.isEmpty()) {
      return json(operations.broadcast(id));
    }
    return switch (rest.get(0)) {
      case "definition" -> WebResponse.of(JSON, operations.definition(id));
      case "history" -> events(id, Optional.empty(), rest.subList(1, rest.size()), request);
      case "shards" -> readShards(id, rest.subList(1, rest.size()), request);
      default -> nothing();
    };
  }

  private WebResponse readShards(String id, List<String> rest, WebRequest request)
      throws IOException {
    if (rest.isEmpty()) {
      return json(operations.shards(id));
    } else if (rest.size() == 1) {
      return json(operations.shard(id, rest.get(0)));
    } else if (rest.get(1).equals("history")) {
      return events(id, Optional.of(rest.get(0)), rest.subList(2, rest.size()), request);
    }
    return nothing();
  }

  private WebResponse events(
      String id, Optional<String> shard, List<String> rest, WebRequest request) throws IOException {
    if (rest.isEmpty()) {
      long after = number(request, "after", 0, Long.MAX_VALUE, 0);
      return json(operations.events(id, shard, after, limit(request)));
    }
    return json(operations.event(id, shard, Long.parseLong(rest.get(0))));
  }

  private WebResponse write(List<String> path, WebRequest request) throws IOException {
    if (!token.isIn(request.authorization())) {
      return refusal(
          401, "This needs the token in the address that the console printed when it started.");
    }
    // A form on another site can send neither this content type nor the token.
    if (!request.contentType().equals(JSON)) {
      return refusal(415, "Content-Type is " + request.contentType() + ": must be " + JSON);
    }
    String body = body(request);
    if (path.equals(List.of("estimate"))) {
      return json(operations.estimate(field(body, "request").getBytes(UTF_8)));
    } else if (path.equals(List.of("broadcasts"))) {
      return id(operations.send(field(body, "request").getBytes(UTF_8)));
    } else if (path.size() == 3 && path.get(0).equals("broadcasts")) {
      return change(path.get(1), path.get(2), body);
    }
    return nothing();
  }

  /**
   * Returns the body, which must be a JSON object, as text. Parsing would change the numbers in the
   * message.
   */
  private static String body(WebRequest request) throws IOException {
    String text = new String(request.body().read(), UTF_8);
    if (!Json.MAPPER.readTree(CompactJson.withoutMark(text)).isObject()) {
      throw new InvalidRequestException("the body", text, "must be a JSON object");
    }
    return text;
  }

  private static String field(String body, String name) {
    return CompactJson.field(body, name)
        .orElseThrow(() -> new InvalidRequestException(name, "missing", "must be given"));
  }

  private WebResponse change(String id, String operation, String body) throws IOException {
    switch (operation) {
      case "cancel" -> {
        operations.cancel(id);
        return id(id);
      }
      case "resend" -> {
        return id(operations.resend(id));
      }
      case "correct" -> {
        return id(operations.correct(id, field(body, "data")));
      }
      default -> {
        return nothing();
      }
    }
  }

  private static int limit(WebRequest request) {
    return (int) number(request, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
  }

  private static long number(
      WebRequest request, String name, long min, long max, long defaultValue) {
    Optional<String> text = request.parameter(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    if (!text.get().matches("\\d{1,18}")
        || Long.parseLong(text.get()) < min
        || Long.parseLong(text.get()) > max) {
      throw new IllegalArgumentException(
          "%s is %s: must be from %d to %d".formatted(name, text.get(), min, max));
    }
    return Long.parseLong(text.get());
  }

  private static WebResponse id(String id) throws IOException {
    return json(Map.of("id", id));
  }

  private static WebResponse json(Object value) throws IOException {
    return WebResponse.of(JSON, Json.MAPPER.writeValueAsBytes(value));
  }

  private static WebResponse nothing() {
    return refusal(404, "The console has no such resource.");
  }

  private static WebResponse refusal(int status, Exception why) {
    return refusal(status, String.valueOf(why.getMessage()));
  }

  private static WebResponse refusal(int status, String message) {
    byte[] body = Json.MAPPER.createObjectNode().put("message", message).toString().getBytes(UTF_8);
    return new WebResponse(status, JSON, body, Map.of());
  }
}
