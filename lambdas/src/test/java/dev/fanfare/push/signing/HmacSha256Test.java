package dev.fanfare.push.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HmacSha256Test {

  @Property(tries = 300)
  void of_anyKeyAndMessage_equalsThePlatformsResult(
      @ForAll @Size(min = 1, max = 200) byte[] key, @ForAll @Size(max = 300) byte[] message)
      throws GeneralSecurityException {
    var hmac = new HmacSha256(key);

    assertThat(hmac.of(message)).isEqualTo(platform(key, message));
    assertThat(hmac.of(message)).as("the second time").isEqualTo(platform(key, message));
  }

  @Property(tries = 300)
  void after_anyPrefix_takesOnlyTheRest(
      @ForAll @Size(max = 300) byte[] message, @ForAll @IntRange(max = 300) int cut)
      throws GeneralSecurityException {
    byte[] key = {1, 2, 3};
    int length = Math.min(cut, message.length);
    var hmac = new HmacSha256(key);

    var rest = hmac.after(Arrays.copyOf(message, length));

    byte[] ending = Arrays.copyOfRange(message, length, message.length);
    assertThat(rest.of(ending)).isEqualTo(platform(key, message));
    assertThat(hmac.of(message)).as("the one it came from").isEqualTo(platform(key, message));
  }

  private static byte[] platform(byte[] key, byte[] message) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}
