package dev.fanfare.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "news,news,true",
    "news,newsroom,false",
    "news,New,false",
    "news*,news,true",
    "news*,newsroom,true",
    "news*,new,false",
    "*,anything,true",
    "a*b,a*b,true",
    "a*b,aXb,false"
  })
  void cover_name_matchesExactlyOrByAPrefix(String pattern, String channel, boolean covers) {
    assertThat(new ChannelPatterns(List.of("other", pattern)).matches(channel)).isEqualTo(covers);
  }
}
