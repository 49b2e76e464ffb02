package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.ChannelName;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.actions.ActionRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a client joins at connect. The query parameter {@code channels} is a
 * comma-separated list and may be empty. Without the parameter, the client joins the default
 * channel, if its token allows that.
 */
final class EntryChannels {
  private static final String CHANNELS = "channels";
  private static final int MAX_CHANNELS = 20;

  private EntryChannels() {}

  /**
   * @throws InvalidRequestException if a name is invalid or there are too many
   * @throws RefusedException if the client's token does not allow one of the channels
   */
  static Set<String> of(APIGatewayV2WebSocketEvent event, Client client) {
    List<String> asked = asked(event);
    if (asked == null) {
      return client.mayJoin(ChannelName.DEFAULT) ? Set.of(ChannelName.DEFAULT) : Set.of();
    }
    var channels = new LinkedHashSet<String>();
    for (String list : asked) {
      for (String name : list.isEmpty() ? new String[0] : list.split(",", -1)) {
        channels.add(ChannelName.check(CHANNELS, name));
        ActionRequest.checkAllowed(client, name);
      }
    }
    if (channels.size() > MAX_CHANNELS) {
      throw new InvalidRequestException(
          CHANNELS, channels.size() + " names", "must be at most " + MAX_CHANNELS);
    }
    return channels;
  }

  /** Returns all values of the parameter; null if it is absent. */
  private static @Nullable List<String> asked(APIGatewayV2WebSocketEvent event) {
    Map<String, List<String>> query = event.getMultiValueQueryStringParameters();
    return query == null ? null : query.get(CHANNELS);
  }
}
