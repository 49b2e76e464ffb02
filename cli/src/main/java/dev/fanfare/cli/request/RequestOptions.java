package dev.fanfare.cli.request;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.request.Priority;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The options that define a request: a file or standard input, and single fields. A field that is
 * given as an option replaces that of the file.
 */
public final class RequestOptions {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The request as JSON, as for the queue; - is standard input.")
  private @Nullable String file;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "The message that clients receive, such as '{\"text\": \"hello\"}'.")
  private @Nullable String data;

  @Option(
      names = "--users",
      paramLabel = "USER",
      split = ",",
      preprocessor = ListText.class,
      description = "Only these users.")
  private @Nullable List<String> users;

  @Option(
      names = "--channels",
      paramLabel = "CHANNEL",
      split = ",",
      preprocessor = ListText.class,
      description = "Only the members of these channels.")
  private @Nullable List<String> channels;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only connections that match, such as 'plan = \"pro\"'.")
  private @Nullable String filter;

  @Option(
      names = "--percent",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description = "Only this share of the audience; always the same connections.")
  private @Nullable BigDecimal percent;

  @Option(
      names = "--exclude-users",
      paramLabel = "USER",
      split = ",",
      preprocessor = ListText.class,
      description = "Exclude these users.")
  private @Nullable List<String> excludedUsers;

  @Option(
      names = "--exclude-connections",
      paramLabel = "ID",
      split = ",",
      preprocessor = ListText.class,
      description = "Exclude these connections.")
  private @Nullable List<String> excludedConnections;

  @Option(names = "--rate", paramLabel = "N", description = "Maximum posts a second.")
  private @Nullable Integer rate;

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      description =
          "normal or low. low uses the clients' share of the rate, so it delays no other"
              + " broadcast.")
  private @Nullable Priority priority;

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      description = "Post nothing later than this after the start.")
  private @Nullable Integer ttlSeconds;

  @Option(
      names = "--expires-at",
      paramLabel = "INSTANT",
      description = "Post nothing after this time, such as 2026-11-22T08:15:00Z.")
  private @Nullable String expiresAt;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the broadcast; the same id twice is one broadcast.")
  private @Nullable String id;

  /**
   * Returns the request.
   *
   * @throws picocli.CommandLine.ParameterException if there is neither a file nor data
   * @throws dev.fanfare.cli.CommandFailure if the request breaks a rule
   */
  public RequestDraft draft(CommandIo io) {
    if (!hasMessage()) {
      throw io.usageError("no message: give a FILE (- for standard input), or --data JSON");
    }
    return written(io, data);
  }

  /**
   * Returns a request that is not going to be sent. It may lack the data.
   *
   * @throws dev.fanfare.cli.CommandFailure if the request breaks a rule
   */
  public RequestDraft unsentDraft(CommandIo io) {
    return written(io, hasMessage() ? data : "null");
  }

  /** Whether the options include the message. */
  public boolean hasMessage() {
    return file != null || data != null;
  }

  private RequestDraft written(CommandIo io, @Nullable String data) {
    try {
      RequestDraft draft = file == null ? RequestDraft.empty() : RequestDraft.of(io.read(file));
      draft = data == null ? draft : draft.withData(data);
      for (var field : fields().entrySet()) {
        draft = field.getValue() == null ? draft : draft.with(field.getKey(), field.getValue());
      }
      draft.json();
      return draft;
    } catch (InvalidRequestException e) {
      throw CommandIo.refusal(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, @Nullable Object> fields() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("id", id);
    fields.put("users", users);
    fields.put("channels", channels);
    fields.put("filter", filter);
    fields.put("percent", percent);
    fields.put("exclude_users", excludedUsers);
    fields.put("exclude_connections", excludedConnections);
    fields.put("rate", rate);
    fields.put("priority", priority);
    fields.put("ttl_seconds", ttlSeconds);
    fields.put("expires_at", expiresAt);
    return fields;
  }
}
