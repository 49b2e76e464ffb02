package dev.fanfare.sockets.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryChannelsTest {
  private static final Client ANY = client(null);

  @Test
  void of_noParameter_isTheDefaultChannel() {
    assertThat(EntryChannels.of(event(null), ANY)).containsExactly("default");
    assertThat(EntryChannels.of(event(Map.of("user_id", List.of("a"))), ANY))
        .containsExactly("default");
  }

  @Test
  void of_noParameterAndTokenWithoutDefault_isEmpty() {
    assertThat(EntryChannels.of(event(null), client(List.of("news")))).isEmpty();
  }

  @Test
  void of_list_losesDuplicates() {
    assertThat(of("news,sports,news")).containsExactly("news", "sports");
    assertThat(of("news", "sports,a b")).containsExactly("news", "sports", "a b");
  }

  @Test
  void of_emptyList_isEmpty() {
    assertThat(of("")).isEmpty();
  }

  @Test
  void of_twentyChannels_isTheMaximum() {
    assertThat(of(names(20))).hasSize(20);
    assertThatThrownBy(() -> of(names(21)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("channels is 21 names: must be at most 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "news,", "a#b", "news, sports", "a\u0000"})
  void of_invalidName_isRefused(String channels) {
    assertThatThrownBy(() -> of(channels))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("channels is \"")
        .hasMessageContaining("must be a string of 1 to 128 bytes");
  }

  @Test
  void of_channelNotAllowedByTheToken_isRefused() {
    var event = event(Map.of("channels", List.of("news,staff")));

    assertThatThrownBy(() -> EntryChannels.of(event, client(List.of("news"))))
        .isInstanceOf(RefusedException.class)
        .hasMessage("channel is \"staff\": must be one that the token allows");
  }

  private static Set<String> of(String... channels) {
    return EntryChannels.of(event(Map.of("channels", List.of(channels))), ANY);
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
  }

  private static Client client(List<String> channels) {
    return new Client("c", "alice", Map.of(), channels, List.of(), null, 1);
  }

  private static APIGatewayV2WebSocketEvent event(Map<String, List<String>> query) {
    var event = new APIGatewayV2WebSocketEvent();
    event.setMultiValueQueryStringParameters(query);
    return event;
  }
}
