package dev.fanfare.push.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

class PathEncodingTest {
  private final PathEncoding encoding = new PathEncoding();

  @Property(tries = 500)
  void encode_anyText_equalsTheSdksResult(@ForAll String id) {
    Assume.that(!id.equals(".") && !id.equals(".."));

    assertThat(encoded(id)).isEqualTo(SdkHttpUtils.urlEncode(id));
  }

  @ParameterizedTest
  @CsvSource({
    "L0SM9cOFvHcCIhw=, L0SM9cOFvHcCIhw%3D",
    "aZ09-._~, aZ09-._~",
    "+/ %@, %2B%2F%20%25%40",
    "é€😀, %C3%A9%E2%82%AC%F0%9F%98%80",
    "é=, %C3%A9%3D",
    "., %2E",
    ".., %2E%2E",
    "..., ...",
    "'', ''"
  })
  void encode_example_isItsWireForm(String id, String expected) {
    assertThat(encoded(id)).isEqualTo(expected);
  }

  @Test
  void encode_longerThanBefore_growsAndStaysUsable() {
    String id = "€".repeat(10_000);

    assertThat(encoded(id)).isEqualTo("%E2%82%AC".repeat(10_000));
    assertThat(encoded("plain")).isEqualTo("plain");
  }

  private String encoded(String id) {
    int length = encoding.encode(id);
    return new String(encoding.bytes(), 0, length, US_ASCII);
  }
}
