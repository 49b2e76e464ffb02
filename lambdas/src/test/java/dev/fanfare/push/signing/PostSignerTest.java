package dev.fanfare.push.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostSignerTest {
  private static final SigningScope LIVE =
      new SigningScope(
          "eu-central-2",
          "a1b2c3d4e5.execute-api.eu-central-2.amazonaws.com",
          "/live/%40connections/");
  private static final byte[] MESSAGE = {1, 2, 3};

  /** 2026-11-22T23:59:59Z. */
  private static final long END_OF_DAY = 1_795_391_999L;

  private final PostSigner signer = new PostSigner(LIVE, MESSAGE);

  /** Case post-vanilla of AWS's test suite. */
  @Test
  void sign_awsExampleWithoutToken_returnsItsSignature() {
    var example = example(AwsExamples.OF_A_USER);

    assertThat(authorization(example, ""))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, "
                + "Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
  }

  /** Case post-sts-header-before of AWS's test suite. */
  @Test
  void sign_awsExampleWithToken_returnsItsSignature() {
    var example = example(AwsExamples.OF_A_SESSION);

    assertThat(authorization(example, ""))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date;x-amz-security-token, "
                + "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
  }

  private static PostSigner example(Credentials credentials) {
    var scope = new SigningScope(AwsExamples.REGION, "example.amazonaws.com", "/");
    var example = new PostSigner(scope, "service", new byte[0]);
    example.at(AwsExamples.SECOND, credentials);
    return example;
  }

  @Test
  void at_sameSecondAndCredentials_changesNothing() {
    assertThat(signer.at(END_OF_DAY, AwsExamples.OF_A_SESSION)).isTrue();
    byte[] date = signer.amzDate();
    byte[] prefix = signer.authorizationPrefix();
    var equal =
        new Credentials(
            AwsExamples.ACCESS_KEY_ID, AwsExamples.SECRET, AwsExamples.OF_A_SESSION.sessionToken());

    assertThat(signer.at(END_OF_DAY, equal)).isFalse();
    assertThat(signer.amzDate()).isSameAs(date).asString(US_ASCII).isEqualTo("20261122T235959Z");
    assertThat(signer.authorizationPrefix()).isSameAs(prefix);
  }

  @Test
  void at_nextDay_derivesAnotherKey() {
    signer.at(END_OF_DAY, AwsExamples.OF_A_USER);
    byte[] before = signer.amzDate();

    assertThat(signer.at(END_OF_DAY + 1, AwsExamples.OF_A_USER)).isTrue();

    assertThat(before).as("held by a caller").asString(US_ASCII).isEqualTo("20261122T235959Z");
    assertThat(signer.amzDate()).asString(US_ASCII).isEqualTo("20261123T000000Z");
    assertThat(authorization(signer, "abc%3D"))
        .contains("Credential=AKIDEXAMPLE/20261123/eu-central-2/execute-api/aws4_request")
        .isEqualTo(freshlySigned(END_OF_DAY + 1, AwsExamples.OF_A_USER, "abc%3D"));
  }

  @Test
  void at_newCredentialsInTheSameSecond_usesThemAtOnce() {
    var other = new Credentials("AKIDOTHER", "anotherSecret", "anotherToken");
    signer.at(END_OF_DAY, AwsExamples.OF_A_USER);

    assertThat(signer.at(END_OF_DAY, other)).isTrue();

    assertThat(authorization(signer, "abc%3D"))
        .contains("Credential=AKIDOTHER/", "x-amz-security-token")
        .isEqualTo(freshlySigned(END_OF_DAY, other, "abc%3D"));
  }

  @Test
  void sign_longIdBetweenShortOnes_signsEachCorrectly() {
    signer.at(END_OF_DAY, AwsExamples.OF_A_USER);
    for (String id : new String[] {"abc%3D", "%41".repeat(1_000), "x", "%3D".repeat(30)}) {
      assertThat(authorization(signer, id))
          .isEqualTo(freshlySigned(END_OF_DAY, AwsExamples.OF_A_USER, id));
    }
  }

  @Test
  void sign_middleOfABuffer_changesNothingElse() {
    signer.at(END_OF_DAY, AwsExamples.OF_A_USER);
    byte[] out = new byte[PostSigner.SIGNATURE_LENGTH + 2];

    signer.sign("abc".getBytes(US_ASCII), 3, out, 1);

    assertThat(new String(out, US_ASCII)).matches("\0[0-9a-f]{64}\0");
  }

  private static String freshlySigned(long second, Credentials credentials, String id) {
    var fresh = new PostSigner(LIVE, MESSAGE);
    fresh.at(second, credentials);
    return authorization(fresh, id);
  }

  private static String authorization(PostSigner signer, String encodedId) {
    byte[] signature = new byte[PostSigner.SIGNATURE_LENGTH];
    signer.sign(encodedId.getBytes(US_ASCII), encodedId.length(), signature, 0);
    return new String(signer.authorizationPrefix(), US_ASCII) + new String(signature, US_ASCII);
  }
}
