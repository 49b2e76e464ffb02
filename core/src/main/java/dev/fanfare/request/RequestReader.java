package dev.fanfare.request;

import static dev.fanfare.request.RequestFields.quote;
import static dev.fanfare.request.RequestFields.readChannels;
import static dev.fanfare.request.RequestFields.readCount;
import static dev.fanfare.request.RequestFields.readFilter;
import static dev.fanfare.request.RequestFields.readInstant;
import static dev.fanfare.request.RequestFields.readMessage;
import static dev.fanfare.request.RequestFields.readNames;
import static dev.fanfare.request.RequestFields.readPriority;
import static dev.fanfare.request.RequestFields.readShare;
import static dev.fanfare.request.RequestFields.readSwitch;
import static dev.fanfare.request.RequestFields.readText;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.EarlierAudience.Part;
import dev.fanfare.request.filter.Filter;
import dev.fanfare.text.JsonErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a request from JSON and refuses anything that breaks a rule. Unknown fields are refused
 * too: a misspelled {@code exclude_user} would reach the user that it should exclude.
 */
public final class RequestReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> FIELDS =
      List.of(
          "data",
          "users",
          "channels",
          "exclude_users",
          "exclude_connections",
          "filter",
          "percent",
          "percent_from",
          "resend_of",
          "correct_of",
          "id",
          "expires_at",
          "ttl_seconds",
          "rate",
          "priority",
          "dry_run");
  private static final int MAX_TTL_SECONDS = 24 * 60 * 60;

  /** The maximum of the account's rate: a higher value would limit nothing. */
  private static final int MAX_RATE = 1_000_000;

  private Optional<String> id = Optional.empty();
  private Set<String> users = Set.of();
  private Set<String> channels = Set.of();
  private Set<String> excludedUsers = Set.of();
  private Set<String> excludedConnections = Set.of();
  private Optional<Filter> filter = Optional.empty();
  private Optional<Share> percent = Optional.empty();
  private Optional<Share> percentFrom = Optional.empty();
  private final Map<Part, EarlierAudience> earlier = new EnumMap<>(Part.class);
  private Optional<byte[]> message = Optional.empty();
  private Optional<Instant> expiresAt = Optional.empty();
  private OptionalLong ttlSeconds = OptionalLong.empty();
  private OptionalInt rate = OptionalInt.empty();
  private Priority priority = Priority.NORMAL;
  private boolean dryRun;

  private RequestReader() {}

  /**
   * @param json a request as UTF-8 JSON
   * @throws InvalidRequestException with the field, the value and the rule
   */
  public static Request read(byte[] json) {
    String text = decode(json);
    try (JsonParser parser = JSON.createParser(text)) {
      return new RequestReader().read(parser, text);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "request", quote(text), "must be JSON: " + JsonErrors.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private Request read(JsonParser parser, String text) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException("request", quote(text), "must be a JSON object");
    }
    var seen = new HashSet<String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (!seen.add(field)) {
        throw new InvalidRequestException(field, "given twice", "a field may appear only once");
      }
      parser.nextToken();
      readField(field, parser);
    }
    if (parser.nextToken() != null) {
      throw new InvalidRequestException("request", quote(text), "must be one JSON object");
    }
    check();
    return new Request(
        id, audience(), message, new Request.Expiry(expiresAt, ttlSeconds), rate, priority, dryRun);
  }

  private RequestedAudience audience() {
    return new RequestedAudience(
        users,
        channels,
        new RequestedAudience.Exclusions(excludedUsers, excludedConnections),
        filter,
        percentFrom.map(lower -> percent.orElseThrow().without(lower)).or(() -> percent),
        earlier.values().stream().findFirst());
  }

  /** Checks rules that involve several fields. */
  private void check() {
    if (message.isEmpty() && !earlier.containsKey(Part.MISSED)) {
      throw new InvalidRequestException("data", "missing", "a request must contain data to send");
    }
    earlier.values().forEach(this::checkEarlier);
    message.ifPresent(this::checkPosted);
    if (!users.isEmpty() && !channels.isEmpty()) {
      throw new InvalidRequestException(
          "channels", "a list of " + channels.size(), "cannot be given together with users");
    }
    percentFrom
        .filter(lower -> percent.isEmpty() || !percent.get().exceeds(lower))
        .ifPresent(RequestFields::refuseLowerBound);
    if (expiresAt.isPresent() && ttlSeconds.isPresent()) {
      throw new InvalidRequestException(
          "ttl_seconds",
          Long.toString(ttlSeconds.getAsLong()),
          "cannot be given together with expires_at");
    }
    if (rate.isPresent() && priority == Priority.LOW) {
      throw new InvalidRequestException(
          "rate",
          Integer.toString(rate.getAsInt()),
          "cannot be given together with priority low, whose posts already share a rate");
    }
  }

  /** Channel members also receive the channel and position, which must fit within the limit. */
  private void checkPosted(byte[] data) {
    int bytes = channels.isEmpty() ? data.length : PositionedMessage.mostBytes(data, channels);
    if (bytes > AwsLimits.MESSAGE_BYTES) {
      throw new InvalidRequestException(
          "data",
          bytes + " bytes of JSON with the channel and the position",
          "a message may have at most " + AwsLimits.MESSAGE_BYTES + " bytes (128 KB)");
    }
  }

  /**
   * A request that refers to an earlier broadcast must not describe its audience in other fields.
   */
  private void checkEarlier(EarlierAudience given) {
    var others = new LinkedHashMap<String, Boolean>();
    for (Part other : Part.values()) {
      others.put(other.field(), other != given.part() && earlier.containsKey(other));
    }
    others.put("users", !users.isEmpty());
    others.put("channels", !channels.isEmpty());
    others.put("exclude_users", !excludedUsers.isEmpty());
    others.put("exclude_connections", !excludedConnections.isEmpty());
    others.put("filter", filter.isPresent());
    others.put("percent", percent.isPresent());
    others.forEach(
        (field, isGiven) -> {
          if (isGiven) {
            throw given.refusal("cannot be given together with " + field);
          }
        });
    if (id.equals(Optional.of(given.broadcastId()))) {
      throw given.refusal("must not be the requested broadcast itself");
    }
  }

  private static EarlierAudience readEarlier(Part part, JsonParser parser) throws IOException {
    String field = part.field();
    return new EarlierAudience(part, BroadcastId.check(field, readText(field, parser)));
  }

  private void readField(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "data" -> message = Optional.of(readMessage(parser));
      case "users" -> users = readNames(field, parser);
      case "channels" -> channels = readChannels(field, parser);
      case "exclude_users" -> excludedUsers = readNames(field, parser);
      case "exclude_connections" -> excludedConnections = readNames(field, parser);
      case "filter" -> filter = Optional.of(readFilter(field, parser));
      case "percent" -> percent = Optional.of(readShare(field, parser));
      case "percent_from" -> percentFrom = Optional.of(readShare(field, parser));
      case "resend_of" -> earlier.put(Part.MISSED, readEarlier(Part.MISSED, parser));
      case "correct_of" -> earlier.put(Part.REACHED, readEarlier(Part.REACHED, parser));
      case "id" -> id = Optional.of(BroadcastId.check("id", readText(field, parser)));
      case "expires_at" -> expiresAt = Optional.of(readInstant(field, parser));
      case "ttl_seconds" ->
          ttlSeconds = OptionalLong.of(readCount(field, parser, "seconds", MAX_TTL_SECONDS));
      case "rate" -> rate = OptionalInt.of(readCount(field, parser, "posts per second", MAX_RATE));
      case "priority" -> priority = readPriority(field, parser);
      case "dry_run" -> dryRun = readSwitch(field, parser);
      default ->
          throw new InvalidRequestException(
              quote(field), "an unknown field", "known fields are " + String.join(", ", FIELDS));
    }
  }

  private static String decode(byte[] json) {
    try {
      return CompactJson.withoutMark(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("request", json.length + " bytes", "must be UTF-8 text");
    }
  }
}
