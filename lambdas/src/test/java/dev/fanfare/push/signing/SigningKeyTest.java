package dev.fanfare.push.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

  /** "Deriving the signing key" in AWS's documentation. */
  @Test
  void derive_exampleOfTheDocumentation_returnsItsKey() {
    byte[] key = SigningKey.derive(AwsExamples.SECRET, "20150830", AwsExamples.REGION, "iam");

    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
  }
}
