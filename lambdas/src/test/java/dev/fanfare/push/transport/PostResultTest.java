package dev.fanfare.push.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostResultTest {

  @ParameterizedTest
  @CsvSource({
    "200,ACCEPTED,''",
    "410,GONE,''",
    "429,THROTTLED,''",
    "400,REFUSED,status 400",
    "403,REFUSED,status 403",
    "404,REFUSED,status 404",
    "413,REFUSED,status 413",
    "500,FAILED,status 500",
    "502,FAILED,status 502",
    "503,FAILED,status 503",
    "504,FAILED,status 504",
    // The endpoint never returns this status, so it must not count as a delivery.
    "204,FAILED,status 204",
    "302,FAILED,status 302",
    "0,FAILED,status 0"
  })
  void ofStatus_status_hasThisMeaningForTheConnection(
      int status, PostResult.Kind kind, String detail) {
    assertThat(PostResult.ofStatus(status)).isEqualTo(new PostResult(kind, detail));
  }
}
