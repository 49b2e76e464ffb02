package dev.fanfare.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.apigateway.PostFault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostFaultSharesTest {

  @Test
  void parse_everyKind_isRead() {
    assertThat(PostFaultShares.parse("429=30, 5xx=5,reset=2.5,lost=0,slow=1").percent())
        .isEqualTo(
            Map.of(
                PostFault.THROTTLED, 30.0,
                PostFault.INTERNAL_ERROR, 2.5,
                PostFault.UNAVAILABLE, 2.5,
                PostFault.RESET, 2.5,
                PostFault.LOST_ANSWER, 0.0,
                PostFault.SLOW, 1.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | '' is not KIND=PERCENT: a kind is one of 429, 5xx, reset, lost, slow",
        "404=5         | '404=5' is not KIND=PERCENT",
        "429           | '429' is not KIND=PERCENT",
        "429=1=2       | '429=1=2' is not KIND=PERCENT",
        "429=1,        | '' is not KIND=PERCENT",
        "5xx=many      | '5xx=many' must be a number from 0 to 100",
        "5xx=NaN       | '5xx=NaN' must be a number from 0 to 100",
        "reset=-1      | 'reset=-1' must be a number from 0 to 100",
        "slow=100.5    | 'slow=100.5' must be a number from 0 to 100",
        "lost=1,lost=2 | 'lost=2' is given twice",
        "429=60,5xx=41 | the shares add up to 101.0 %: at most 100 %",
      },
      quoteCharacter = '"')
  void parse_brokenRule_namesValueAndRule(String text, String expected) {
    assertThatThrownBy(() -> PostFaultShares.parse(text.equals("''") ? "" : text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void at_everyPlace_hasTheConfiguredShares() {
    var shares = PostFaultShares.parse("429=30,5xx=10,reset=5");

    assertThat(shares.at(0)).isEqualTo(PostFault.THROTTLED);
    assertThat(shares.at(29.9)).isEqualTo(PostFault.THROTTLED);
    assertThat(shares.at(30)).isEqualTo(PostFault.INTERNAL_ERROR);
    assertThat(shares.at(35)).isEqualTo(PostFault.UNAVAILABLE);
    assertThat(shares.at(44.9)).isEqualTo(PostFault.RESET);
    assertThat(shares.at(45)).isEqualTo(PostFault.NONE);
    assertThat(shares.at(99.9)).isEqualTo(PostFault.NONE);
  }
}
